/** The parts of a request that say which page sent it. */
export type SentRequest = {
  headers: Pick<Headers, 'get'>
  /** The hosts under which the sender may have reached this desk, such as `desk.example:3000`. */
  hosts: readonly string[]
  /** True if its method can change data. */
  isWrite: boolean
}

/** The origins whose pages may use the cookie of a signed-in user. */
export type Origins = {
  /** Other origins: from `CORS_ORIGINS`, and of the hosts of brands. */
  allowed: readonly string[]
  /** The desk's own origin; null if `SERVER_URL` is not set. */
  own: null | string
}

const hostAt = (scheme: string, host: string): null | string =>
  URL.canParse(`${scheme}//${host}`) ? new URL(`${scheme}//${host}`).host : null

const withOtherScheme = (origin: string): string =>
  origin.startsWith('https:')
    ? origin.replace('https:', 'http:')
    : origin.replace('http:', 'https:')

/** True if an origin belongs to one of the hosts, and is not a known host with another scheme. */
const isOwnHost = (
  origin: string,
  { allowed, hosts, own }: Origins & Pick<SentRequest, 'hosts'>,
) => {
  if (!URL.canParse(origin)) return false
  const { host, protocol } = new URL(origin)
  // If an origin is known, its host with another scheme could be an attacker on the network.
  if (own !== null && hostAt(protocol, new URL(own).host) === host) return false
  if (allowed.includes(withOtherScheme(origin))) return false
  return hosts.some((each) => hostAt(protocol, each) === host)
}

/**
 * True if a page of another site sent the request, which then may not use a signed-in user's cookie. It
 * is decided by `Sec-Fetch-Site`. Browsers do not send that over plain http; then `Origin` is compared
 * with the host. A request with neither comes from a program, or opens a page.
 */
export const isForeign = (
  { headers, hosts, isWrite }: SentRequest,
  { allowed, own }: Origins,
): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin') return false
  const origin = headers.get('origin')
  const isUnsaid = site === null || site === 'none'
  if (origin !== null) {
    if (origin === own || allowed.includes(origin)) return false
    return !isUnsaid || !isOwnHost(origin, { allowed, hosts, own })
  }
  if (isUnsaid) return false
  // Otherwise only a followed link is allowed: browsers send the origin with each write.
  return isWrite || headers.get('sec-fetch-mode') !== 'navigate'
}
