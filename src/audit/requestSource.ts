import { requestConnection } from '../requestAtHand'
import { sourceOf } from '../sender/networks'
import { readSettings } from '../settings/settings'

let trusted: readonly string[] | undefined

/**
 * The address that the request at hand comes from, past the proxies that are trusted.
 * @returns null outside of requests, and where the server is not ours, such as under `next start`
 */
export const requestSource = (): null | string => {
  const incoming = requestConnection()
  if (!incoming) return null
  trusted ??= readSettings().TRUSTED_PROXIES
  const said = incoming.headers['x-forwarded-for']
  return sourceOf({
    forwardedFor: (Array.isArray(said) ? said.join(',') : said) ?? null,
    peer: incoming.socket.remoteAddress ?? null,
    trusted,
  })
}
