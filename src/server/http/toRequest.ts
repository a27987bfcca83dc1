import type { IncomingMessage } from 'node:http'

/** How much of a body may wait in memory before the sender is told to wait. */
const bodyBufferBytes = 64 * 1024

/** Without a stack: it happens every day, it is nobody's fault, and Payload logs it. */
const senderGone = (): Error => {
  const error = new Error('The sender went away before the end of the body.')
  delete error.stack
  return Object.assign(error, { status: 400 })
}

/**
 * The body as a web stream, at the reader's pace. When the reader cancels, nothing more is read;
 * what then happens to the connection is for `sendResponse` to say.
 */
const streamBody = (incoming: IncomingMessage): ReadableStream<Uint8Array> => {
  let open = true
  return new ReadableStream<Uint8Array>(
    {
      cancel() {
        open = false
        incoming.pause()
      },
      pull() {
        incoming.resume()
      },
      start(controller) {
        incoming.pause()
        incoming.on('data', (chunk: Buffer) => {
          if (!open) return
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
        })
        incoming.once('end', () => {
          if (open) controller.close()
          open = false
        })
        const fail = () => {
          if (open) controller.error(senderGone())
          open = false
        }
        incoming.once('error', fail)
        incoming.once('close', fail)
      },
    },
    { highWaterMark: bodyBufferBytes, size: (chunk) => chunk.byteLength },
  )
}

const firstOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim()

/**
 * The origin that the sender saw, as far as it says the truth: fit for showing addresses, never
 * for deciding what someone may do. A proxy in front should set `X-Forwarded-Proto` and `-Host`;
 * SERVER_URL settles it for good.
 */
const originOf = ({ headers }: IncomingMessage): string => {
  const scheme = firstOf(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http'
  const host = firstOf(headers['x-forwarded-host']) ?? headers.host ?? 'localhost'
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)
    ? `${scheme}://${host}`
    : 'http://localhost'
}

const bodiless = new Set(['GET', 'HEAD'])

/**
 * Makes a web request of a Node one. HEAD becomes GET, whose body `sendResponse` leaves out, for
 * Payload knows no HEAD.
 * @param target path and query, starting with a slash
 */
export const toRequest = ({
  incoming,
  target,
}: {
  incoming: IncomingMessage
  target: string
}): Request => {
  const { method = 'GET', rawHeaders } = incoming
  const headers = new Headers()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  const url = `${originOf(incoming)}${target}`
  if (bodiless.has(method)) return new Request(url, { headers, method: 'GET' })
  const init: RequestInit & { duplex: 'half' } = {
    body: streamBody(incoming),
    duplex: 'half',
    headers,
    method,
  }
  return new Request(url, init)
}
