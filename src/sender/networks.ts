import { BlockList, isIP, isIPv6 } from 'node:net'
import { remember } from '../lib/remember'

/** Where Vapi posts from if `staticIpAddressesEnabled` is set on the server in Vapi. */
const VAPI_NETWORKS = ['167.150.224.0/23'] as const

const PRESETS = new Map<string, readonly string[]>([['vapi', VAPI_NETWORKS]])

type Family = 'ipv4' | 'ipv6'

const familyOf = (address: string): Family => (isIPv6(address) ? 'ipv6' : 'ipv4')

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0 || address.includes('%')) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32)
}

/**
 * Reads networks that are separated by commas, spaces or lines: addresses, CIDR blocks and presets.
 * @returns the networks, and what was not understood
 */
export const readNetworks = (text: string): { networks: string[]; wrong: string[] } => {
  const words = text.split(/[\s,;]+/).filter(Boolean)
  const networks: string[] = []
  const wrong: string[] = []
  for (const word of words) {
    const preset = PRESETS.get(word.toLowerCase())
    if (preset) networks.push(...preset)
    else if (isNetwork(word)) networks.push(word.toLowerCase())
    else wrong.push(word)
  }
  return { networks, wrong }
}

/** Dual-stack sockets show IPv4 addresses as IPv6 (`::ffff:…`): back to IPv4. */
const plainAddress = (address: string): string =>
  /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

const lists = new Map<string, BlockList>()
const MAX_LISTS = 1_000

/** Building a list costs more than a lookup, and the same few are used all day. */
const listOf = (networks: readonly string[]): BlockList => {
  const key = networks.join(' ')
  const known = lists.get(key)
  if (known) return known
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = familyOf(address)
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  if (lists.size >= MAX_LISTS) lists.clear()
  lists.set(key, list)
  return list
}

/** Whether an address is in one of the networks. False for anything that is not an address. */
export const isWithin = (address: null | string, networks: readonly string[]): boolean => {
  if (address === null) return false
  const plain = plainAddress(address)
  return isIP(plain) !== 0 && listOf(networks).check(plain, familyOf(plain))
}

/** Networks that are not on the Internet: loopback, private ones, and carrier-grade NAT (RFC 6598). */
const LOCAL_NETWORKS = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
] as const

/** Whether an address is not on the public Internet. */
export const isLocal = (address: null | string): boolean => isWithin(address, LOCAL_NETWORKS)

const canonicalIPv6 = (address: string): string => {
  try {
    return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  } catch {
    return address
  }
}

/**
 * The key that requests are counted under: an IPv4 address itself, or the /64 of an IPv6 address, because one
 * household or machine has 2^64 of those.
 */
export const networkKey = remember((address: string): string => {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = canonicalIPv6(plain).split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`
})

/** Parses an element of `X-Forwarded-For`; some proxies add a port or brackets. */
const addressOf = (element: string): null | string => {
  const text = element.trim()
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ??
    /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ??
    text
  return isIP(bare) === 0 ? null : plainAddress(bare)
}

type Hops = {
  forwardedFor: null | string
  /** The address of the connection. */
  peer: null | string
  /** Networks of the proxies whose `X-Forwarded-For` is trusted. */
  trusted: readonly string[]
}

/**
 * The client address of a request. Each proxy appends the address it saw, so the list is read from the right
 * for as long as the proxy that wrote the entry is trusted. Anything further left may be forged.
 * @returns null if a trusted proxy wrote something that is not an address
 */
export const sourceOf = ({ forwardedFor, peer, trusted }: Hops): null | string => {
  const said = (forwardedFor ?? '').split(',').filter((element) => element.trim() !== '')
  let source = peer === null ? null : plainAddress(peer)
  while (source !== null && said.length > 0 && isWithin(source, trusted)) {
    source = addressOf(said.pop() ?? '')
  }
  return source
}
