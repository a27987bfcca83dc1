import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Whether a request bears this token. Compared as digests, in a time that says nothing of either;
 * without a token nobody bears it.
 */
export const hasBearerToken = (
  authorization: null | string | undefined,
  token: string | undefined,
): boolean => {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  return timingSafeEqual(digest(given), digest(token))
}
