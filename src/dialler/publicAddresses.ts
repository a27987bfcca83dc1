import ipaddr from 'ipaddr.js'

/** RFC 6052 §2.2: with a prefix of 96 bits, as here, the IPv4 address is the last 32 bits. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96')

/**
 * Only 2000::/3 is given to the Internet. Everything else, also what nobody has a name for yet, is not.
 */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

const isPublicIPv4 = (address: ipaddr.IPv4): boolean => address.range() === 'unicast'

/** The last 32 bits of an address, as IPv4. */
const innerOf = (address: ipaddr.IPv6): ipaddr.IPv4 =>
  new ipaddr.IPv4(address.toByteArray().slice(12))

/**
 * Whether an address is one of the public Internet: none of a network of one's own, of this machine, of a test, of
 * multicast, or of any other range with a special purpose (IANA’s registries of RFC 6890). An IPv6 address that
 * stands for one of IPv4 (IPv4-mapped, NAT64) is judged by that one; those of tunnels (6to4, Teredo) are not public.
 * @param address as text; anything that is no address is not public
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) {
    // Forms such as 127.1 or 0x7f000001 are no addresses here: resolvers never answer with them.
    return ipaddr.IPv4.isValidFourPartDecimal(address) && isPublicIPv4(parsed)
  }
  if (parsed.isIPv4MappedAddress() || parsed.match(NAT64)) return isPublicIPv4(innerOf(parsed))
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === 'unicast'
}
