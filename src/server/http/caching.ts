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
