import type { IncomingMessage } from 'node:http'
import { requestConnection } from '../request/requestAtHand'
import { isLocal, isWithin, networkKey, sourceOf } from '../sender/networks'
import { settings } from '../settings/settings'

/** What proxies write when they pass a request on. */
const FORWARDED = new Set([
  'cf-connecting-ip',
  'forwarded',
  'true-client-ip',
  'x-client-ip',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
])

/** As much of a connection as says who is at its other end. Headers as they came, name and value by turns. */
type Connection = Pick<IncomingMessage, 'rawHeaders'> & {
  socket: { remoteAddress?: string | undefined }
}

type Hops = { isForwarded: boolean; forwardedFor: null | string; peer: null | string }

// Of the headers as they came: Next adds forwarded ones of its own to the others.
const hopsOf = ({ rawHeaders, socket }: Connection): Hops => {
  const said: string[] = []
  let isForwarded = false
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    if (name === 'x-forwarded-for') said.push(rawHeaders[index + 1] ?? '')
    isForwarded ||= FORWARDED.has(name)
  }
  const forwardedFor = said.length > 0 ? said.join(',') : null
  return { forwardedFor, isForwarded, peer: socket.remoteAddress ?? null }
}

/**
 * The address of a proxy that passes requests on without being one of the trusted ones; null without.
 * Where some are trusted, a stranger from the Internet who writes such headers himself is none of them.
 */
const strangeProxyOf = ({ isForwarded, peer }: Hops, trusted: readonly string[]): null | string => {
  if (peer === null || !isForwarded || isWithin(peer, trusted)) return null
  return trusted.length === 0 || isLocal(peer) ? peer : null
}

/**
 * What a request may be counted by when nobody has signed in: the address it comes from, of an IPv6
 * address its /64.
 * @returns null where that cannot be told: all who come through a proxy that is not trusted, or that does
 * not say for whom, have one address. Whoever limits by it would let one of them lock out the others.
 */
export const addressKey = (
  connection: Connection,
  trusted: readonly string[] = trustedProxies(),
): null | string => {
  const hops = hopsOf(connection)
  if (strangeProxyOf(hops, trusted) !== null) return null
  const source = sourceOf({ ...hops, trusted })
  return source === null || isWithin(source, trusted) ? null : networkKey(source)
}

/** The address of a proxy in front of a connection that `TRUSTED_PROXIES` does not name; null without. */
export const proxyInFront = (
  connection: Connection,
  trusted: readonly string[] = trustedProxies(),
): null | string => strangeProxyOf(hopsOf(connection), trusted)

const trustedProxies = (): readonly string[] => settings().TRUSTED_PROXIES

/**
 * {@link addressKey} of the request at hand, from wherever it is worked on.
 * @returns null also outside of requests, and where the server is not ours, such as under `next start`
 */
export const callerAddress = (): null | string => {
  const connection = requestConnection()
  return connection ? addressKey(connection) : null
}

/** {@link proxyInFront} of the request at hand; null also outside of requests. */
export const untrustedProxy = (): null | string => {
  const connection = requestConnection()
  return connection ? proxyInFront(connection) : null
}
