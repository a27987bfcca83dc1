import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Whether a request has this bearer token. Digests are compared in constant time.
 * @param authorization the header `Authorization`
 * @param token undefined if none is configured; the result is false then
 */
export const hasBearerToken = (
  authorization: null | string | undefined,
  token: string | undefined,
): boolean => {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  return timingSafeEqual(digest(given), digest(token))
}
