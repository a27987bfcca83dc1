import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { vary } from './cors'

// Answers below these may hold webhook tokens, sessions or a new key.
const SECRET = /^\/(?:api-keys|users)(?:\/|$)/

/**
 * Says who may keep an answer: whoever asked, if it asks again each time whether it still holds.
 * Nobody keeps errors, answers to writes, and what may hold a secret.
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
 * A tag of these bytes. Weak, since the same answer travels plain and compressed, which a strong
 * tag would have to tell apart.
 */
export const tagOf = (body: Uint8Array): string =>
  `W/"${createHash('sha1').update(body).digest('base64url')}"`

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/**
 * Whether `If-None-Match` names the tag, compared weakly as RFC 9110 §13.1.2 has it for this header.
 * Commas in a tag would be taken for ends of tags; ours have none.
 */
export const isMatch = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim() === '*' || opaque(each) === opaque(tag))
