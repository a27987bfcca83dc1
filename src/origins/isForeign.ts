/** A request, as far as it says which page sent it. */
export type Asked = {
  headers: Pick<Headers, 'get'>
  /** The hosts by which the sender may know this desk, such as `desk.example:3000`. */
  hosts: readonly string[]
  /** Whether it may change anything; where that is not known, what its headers say decides. */
  isWrite: boolean
}

/** The origins of pages that act for whoever is signed in. */
export type Origins = {
  /** Of others, named by the agency. */
  allowed: readonly string[]
  /** The desk's own, where it is set. */
  own: null | string
}

const hostAt = (scheme: string, host: string): null | string =>
  URL.canParse(`${scheme}//${host}`) ? new URL(`${scheme}//${host}`).host : null

/** Whether an origin is that of a host, or of the desk's own address in another scheme. */
const isOwnHost = (
  origin: string,
  { hosts, own }: Pick<Asked, 'hosts'> & { own: null | string },
) => {
  if (!URL.canParse(origin)) return false
  const { host, protocol } = new URL(origin)
  // Where the desk's address is known, its host in another scheme is somebody on the way.
  if (own !== null && hostAt(protocol, new URL(own).host) === host) return false
  return hosts.some((each) => hostAt(protocol, each) === host)
}

/**
 * Whether a page of another site sent this: it may not use the cookie of who is signed in. Asked of
 * the browser, where it says so (`Sec-Fetch-Site`); over plain http it does not, and its `Origin` is
 * compared with where it was sent. Without either it is no browser, or a page that was opened.
 */
export const isForeign = (
  { headers, hosts, isWrite }: Asked,
  { allowed, own }: Origins,
): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin') return false
  const origin = headers.get('origin')
  const isUnsaid = site === null || site === 'none'
  if (origin !== null) {
    if (origin === own || allowed.includes(origin)) return false
    return !isUnsaid || !isOwnHost(origin, { hosts, own })
  }
  if (isUnsaid) return false
  // What is left is a link that somebody followed: browsers name the origin of each write.
  return isWrite || headers.get('sec-fetch-mode') !== 'navigate'
}
