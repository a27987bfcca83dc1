import { createHmac, hash } from 'node:crypto'
import { isTokenShaped } from '../vapi/token'

// The same few tokens arrive all day, and computing the index takes several times as long as this digest. The
// cache has no tokens and no secret.
const known = new Map<string, string>()
const MAX_KNOWN = 10_000

/**
 * The keyed hash under which a webhook token is looked up, so that a leaked table gives nobody a
 * working URL. The same construction as Payload's own API keys.
 * @param secret `payload.secret`
 * @returns 64 hexadecimal digits
 */
export const tokenIndex = ({ secret, token }: { secret: string; token: string }): string => {
  const digest = hash('sha256', `${token} ${secret}`, 'base64')
  const found = known.get(digest)
  if (found !== undefined) return found
  const index = createHmac('sha256', secret).update(token).digest('hex')
  // Guessed tokens must not fill the memory.
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(digest, index)
  return index
}

/** A webhook token and the index that it is stored under. */
export type Token = { index: string; value: string }

/** Parses what stands in a URL in place of a token; null if it is not in the form of one. */
export const parseToken = ({ secret, value }: { secret: string; value: unknown }): null | Token =>
  isTokenShaped(value) ? { index: tokenIndex({ secret, token: value }), value } : null
