import { isIP } from 'node:net'
import { LOCAL_NAME, PRIVATE_IPV4 } from '../lib/publicAddress'
import { isWithin } from '../sender/networks'
import type { OwnSocket } from './ownSocket'

/** The URL to post to, and how to connect to it. */
export type Target = {
  /** Connect to this socket instead of looking up the host name. */
  direct: null | OwnSocket
  url: URL
}

type TargetArgs = {
  /** Payload's API route, such as `/api`. */
  api: string
  /** The origin from the request's `Host` header, which anybody can choose. */
  origin: string | undefined
  /** The desk's own socket through which the request came in. */
  own: OwnSocket | undefined
  /** SERVER_URL, empty when it is not set. */
  serverURL: string
  token: string
}

/**
 * The target of a test: the webhook URL under SERVER_URL, as the admin shows it. Without SERVER_URL the
 * admin shows the browser's origin. The desk only knows that from the `Host` header, and following it
 * would let staff make the desk connect to any host with a live token. So the post then goes to the
 * socket through which the request came in, and the origin is only used for its `Host` header.
 * @returns null if neither is known, as under plain `next start`
 */
export const targetOf = ({ api, origin, own, serverURL, token }: TargetArgs): Target | null => {
  const path = `${api}/v1/vapi/webhook/${token}/`
  if (serverURL) {
    return { direct: null, url: new URL(`${serverURL.replace(/\/+$/, '')}${path}`) }
  }
  if (!own || origin === undefined || !URL.canParse(origin)) return null
  return { direct: own, url: new URL(path, origin) }
}

/** Networks that are not reachable from the Internet. */
const NOT_PUBLIC = [
  ...PRIVATE_IPV4,
  '::/127',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
] as const

/** True if an address cannot be reached from the Internet. */
export const isPrivateAddress = (address: string): boolean => isWithin(address, NOT_PUBLIC)

/** The host of a URL in the form for sockets: IPv6 without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** True if the URL alone shows that Vapi cannot reach it. */
export const isLocalURL = (url: URL): boolean => {
  const host = hostOf(url)
  return isIP(host) === 0 ? LOCAL_NAME.test(host) : isPrivateAddress(host)
}

/** The port of a URL, or the default port of its protocol. */
export const portOf = ({ port, protocol }: URL): number =>
  Number(port) || (protocol === 'https:' ? 443 : 80)
