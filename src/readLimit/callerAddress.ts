import type { IncomingMessage } from 'node:http'
import { requestConnection } from '../request/requestAtHand'
import { isLocal, isWithin, networkKey, sourceOf } from '../sender/networks'
import { settings } from '../settings/settings'

/** The headers that proxies add. */
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

/** The parts of a connection that identify the peer. `rawHeaders` alternates names and values. */
type Connection = Pick<IncomingMessage, 'rawHeaders'> & {
  socket: { remoteAddress?: string | undefined }
}

type Hops = { isForwarded: boolean; forwardedFor: null | string; peer: null | string }

// Uses the raw headers, since Next adds forwarded headers to the parsed ones.
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
 * The address of a proxy that forwards requests but is not trusted; null if there is none. If some
 * proxies are trusted, a peer from the Internet that sends such headers does not count as a proxy.
 */
const strangeProxyOf = ({ isForwarded, peer }: Hops, trusted: readonly string[]): null | string => {
  if (peer === null || !isForwarded || isWithin(peer, trusted)) return null
  return trusted.length === 0 || isLocal(peer) ? peer : null
}

/**
 * The key by which requests without a login are counted: the source address, or the /64 of an IPv6
 * address.
 * @returns null if the source is unknown. All requests through a proxy that is not trusted, or does not
 *   say where they come from, have the same address: a limit by it would let one sender lock out all
 *   others.
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

/** The address of a proxy that `TRUSTED_PROXIES` does not contain; null if there is none. */
export const proxyInFront = (
  connection: Connection,
  trusted: readonly string[] = trustedProxies(),
): null | string => strangeProxyOf(hopsOf(connection), trusted)

const trustedProxies = (): readonly string[] => settings().TRUSTED_PROXIES

/**
 * {@link addressKey} of the current request.
 * @returns null also outside of requests, and under servers other than the desk's, such as `next start`
 */
export const callerAddress = (): null | string => {
  const connection = requestConnection()
  return connection ? addressKey(connection) : null
}

/** {@link proxyInFront} of the current request; null also outside of requests. */
export const untrustedProxy = (): null | string => {
  const connection = requestConnection()
  return connection ? proxyInFront(connection) : null
}
