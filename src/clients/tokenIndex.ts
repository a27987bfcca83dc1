import { createHmac, hash } from 'node:crypto'

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
