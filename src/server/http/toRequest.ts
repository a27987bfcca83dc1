import type { IncomingMessage } from 'node:http'
import { noteOwnSocket } from '../../connectionTest/ownSocket'
import { type Refusal, refusal } from '../../refusals/refusals'
import { firstListed } from './firstHeader'

/** How much of a body may wait in memory before the sender is told to wait. */
const bodyBufferBytes = 64 * 1024

/** What Payload would read into memory at once, unless it is said how much that may be. */
const maxBodyBytes = 8 * 1024 * 1024

/** Why a body could not be read, through no fault of ours. */
const unread = (code: 'BODY_INCOMPLETE' | 'BODY_TOO_LARGE'): Refusal => {
  const refused = refusal(code)
  // It happens every day, and Payload logs it.
  delete refused.stack
  return refused
}

/**
 * The body as a web stream, at the reader's pace. When the reader cancels, nothing more is read;
 * what then happens to the connection is for `sendResponse` to say.
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
        // Gone before anybody listened: nothing more would ever be heard of it.
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
 * The origin that the sender saw, as far as it says the truth: fit for showing addresses, never
 * for deciding what someone may do. A proxy in front should set `X-Forwarded-Proto` and `-Host`;
 * SERVER_URL settles it for good.
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
 * Makes a web request of a Node one. HEAD becomes GET, whose body `sendResponse` leaves out, for
 * Payload knows no HEAD.
 * @param maxBytes how much of a body is read; more is an error of 413 to whoever reads it
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
