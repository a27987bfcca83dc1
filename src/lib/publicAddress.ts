/** Names that only work within a network, or on one machine. */
export const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa|test)$/i

/** RFC 6890 and its updates: IPv4 networks that are not reachable from the Internet. */
export const PRIVATE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
] as const

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const isPrivateIPv4 = (address: string): boolean =>
  PRIVATE_IPV4.some((range) => {
    const [network = '', bits] = range.split('/')
    const size = 2 ** (32 - Number(bits))
    return Math.floor(numberOf(address) / size) === Math.floor(numberOf(network) / size)
  })

/** Only 2000::/3 is public, without the addresses of documentation. */
const isPrivateIPv6 = (address: string): boolean =>
  !/^[23][\da-f]{3}:/i.test(address) || /^2001:0?db8:/i.test(address)

/** True if the host of a parsed URL cannot be on the Internet. */
const isLocalHost = (hostname: string): boolean => {
  if (hostname.startsWith('[')) return isPrivateIPv6(hostname.slice(1, -1))
  if (/^\d+(?:\.\d+){3}$/.test(hostname)) return isPrivateIPv4(hostname)
  return !hostname.includes('.') || LOCAL_NAME.test(hostname)
}

/**
 * Why Vapi cannot reach a URL, as far as the URL alone shows it. For browsers and servers alike.
 * @returns `local` for an address within a network, `plain` for one without TLS, null if it may work or is no URL
 */
export const whyUnreachable = (url: string): 'local' | 'plain' | null => {
  if (!URL.canParse(url)) return null
  const { hostname, protocol } = new URL(url)
  if (isLocalHost(hostname)) return 'local'
  return protocol === 'https:' ? null : 'plain'
}
