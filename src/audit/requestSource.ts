import { requestConnection } from '../request/requestAtHand'
import { isWithin, sourceOf } from '../sender/networks'
import { settings } from '../settings/settings'

/**
 * The hosts by which whoever sent the request at hand may know this desk: that of the request, and that
 * which a trusted proxy in front was asked for.
 * @returns null outside of requests, and where the server is not ours, such as under `next start`
 */
export const requestHosts = (): null | string[] => {
  const incoming = requestConnection()
  if (!incoming) return null
  const { TRUSTED_PROXIES: trusted } = settings()
  const { headers, rawHeaders, socket } = incoming
  const hosts = headers.host === undefined ? [] : [headers.host]
  if (!isWithin(socket.remoteAddress ?? null, trusted)) return hosts
  // As it came: Next adds one of its own.
  const at = rawHeaders.findIndex(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'x-forwarded-host',
  )
  const forwarded = at < 0 ? undefined : rawHeaders[at + 1]?.split(',')[0]?.trim()
  return forwarded ? [...hosts, forwarded] : hosts
}

/**
 * The address that the request at hand comes from, past the proxies that are trusted.
 * @returns null outside of requests, and where the server is not ours, such as under `next start`
 */
export const requestSource = (): null | string => {
  const incoming = requestConnection()
  if (!incoming) return null
  const { TRUSTED_PROXIES: trusted } = settings()
  const said = incoming.headers['x-forwarded-for']
  return sourceOf({
    forwardedFor: (Array.isArray(said) ? said.join(',') : said) ?? null,
    peer: incoming.socket.remoteAddress ?? null,
    trusted,
  })
}
