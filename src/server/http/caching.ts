import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { vary } from './cors'

// Responses below these paths may contain webhook tokens, sessions or a new key.
const SECRET = /^\/(?:api-keys|users)(?:\/|$)/

/**
 * Sets `Cache-Control`. The caller may keep a successful read, but has to revalidate it each time.
 * Errors, responses to writes, and what may contain a secret are never stored.
 * @param path below the API's root
 */
export const setCaching = (
  incoming: IncomingMessage,
  { headers, status }: Pick<Response, 'headers' | 'status'>,
  path: string,
): void => {
  vary(headers, 'Accept-Encoding', 'Authorization', 'Cookie')
  if (headers.has('cache-control')) return
  const isRead = incoming.method === 'GET' || incoming.method === 'HEAD'
  const mayKeep = isRead && status < 400 && !SECRET.test(path)
  headers.set('cache-control', mayKeep ? 'private, no-cache' : 'no-store')
}

/**
 * The ETag of these bytes. It is weak because the same response is sent plain and compressed, for which
 * strong tags would have to differ.
 */
export const tagOf = (body: Uint8Array): string =>
  `W/"${createHash('sha1').update(body).digest('base64url')}"`

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/**
 * Whether `If-None-Match` names the tag, compared weakly as RFC 9110 §13.1.2 demands for this header.
 * The header is split at commas; the desk's tags have none.
 */
export const isMatch = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim() === '*' || opaque(each) === opaque(tag))
