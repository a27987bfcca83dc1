import type { IncomingMessage } from 'node:http'
import { noteOwnSocket } from '../../connectionTest/ownSocket'
import { type Refusal, refusal } from '../../refusals/refusals'
import { firstListed } from './firstHeader'

/** How much of a body may wait in memory before reading pauses. */
const bodyBufferBytes = 64 * 1024

/** The default limit of a body, all of which Payload reads into memory. */
const maxBodyBytes = 8 * 1024 * 1024

/** Why a body could not be read, through the sender's fault. */
const unread = (code: 'BODY_INCOMPLETE' | 'BODY_TOO_LARGE'): Refusal => {
  const refused = refusal(code)
  // Payload logs this error, which is common. The stack would only fill the log.
  delete refused.stack
  return refused
}

/**
 * The body as a web stream, at the reader's pace. When the reader cancels, nothing more is read, and
 * `sendResponse` decides what happens to the connection.
 */
const streamBody = (incoming: IncomingMessage, maxBytes: number): ReadableStream<Uint8Array> => {
  let open = true
  let size = 0
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
        const isTooLarge = Number(incoming.headers['content-length'] ?? 0) > maxBytes
        // Already closed: no more events would come.
        if (isTooLarge || incoming.destroyed) {
          open = false
          return controller.error(unread(isTooLarge ? 'BODY_TOO_LARGE' : 'BODY_INCOMPLETE'))
        }
        incoming.on('data', (chunk: Buffer) => {
          if (!open) return
          size += chunk.byteLength
          if (size > maxBytes) {
            open = false
            incoming.pause()
            return controller.error(unread('BODY_TOO_LARGE'))
          }
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
        })
        incoming.once('end', () => {
          if (open) controller.close()
          open = false
        })
        const fail = () => {
          if (open) controller.error(unread('BODY_INCOMPLETE'))
          open = false
        }
        incoming.once('error', fail)
        incoming.once('close', fail)
      },
    },
    { highWaterMark: bodyBufferBytes, size: (chunk) => chunk.byteLength },
  )
}

/**
 * The origin of the request, as its headers claim. Use it to show URLs, never to decide what somebody may
 * do. A proxy in front should set `X-Forwarded-Proto` and `X-Forwarded-Host`; SERVER_URL overrides them.
 */
const originOf = ({ headers }: IncomingMessage): string => {
  const scheme = firstListed(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http'
  const host = firstListed(headers['x-forwarded-host']) ?? headers.host ?? 'localhost'
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)
    ? `${scheme}://${host}`
    : 'http://localhost'
}

const bodiless = new Set(['GET', 'HEAD'])

/**
 * Turns a Node request into a web request. HEAD becomes GET, because Payload has no HEAD; `sendResponse`
 * then omits the body.
 * @param maxBytes the limit of the body; reading a larger one fails with a 413
 * @param target path and query, starting with a slash
 */
export const toRequest = ({
  incoming,
  maxBytes = maxBodyBytes,
  target,
}: {
  incoming: IncomingMessage
  maxBytes?: number | undefined
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
    body: streamBody(incoming, maxBytes),
    duplex: 'half',
    headers,
    method,
  }
  const request = new Request(url, init)
  noteOwnSocket(request, incoming)
  return request
}
