import { requestConnection } from '../request/requestAtHand'
import { isWithin, sourceOf } from '../sender/networks'
import { settings } from '../settings/settings'

/**
 * The hosts under which the sender of the current request may know this desk: the request's host, and the one
 * that a trusted proxy in front forwards.
 * @returns null outside of requests, and without the desk's own server, as under `next start`
 */
export const requestHosts = (): null | string[] => {
  const incoming = requestConnection()
  if (!incoming) return null
  const { TRUSTED_PROXIES: trusted } = settings()
  const { headers, rawHeaders, socket } = incoming
  const hosts = headers.host === undefined ? [] : [headers.host]
  if (!isWithin(socket.remoteAddress ?? null, trusted)) return hosts
  // The original header: Next adds its own to `headers`.
  const at = rawHeaders.findIndex(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'x-forwarded-host',
  )
  const forwarded = at < 0 ? undefined : rawHeaders[at + 1]?.split(',')[0]?.trim()
  return forwarded ? [...hosts, forwarded] : hosts
}

/**
 * The IP address that the current request comes from, behind trusted proxies.
 * @returns null outside of requests, and without the desk's own server, as under `next start`
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
