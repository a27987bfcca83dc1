import { isIP } from 'node:net'
import { isWithin } from '../sender/networks'
import type { OwnSocket } from './ownSocket'

/** Where to post, and how to get there. */
export type Line = {
  /** Connect there instead of asking for the name. */
  direct: null | OwnSocket
  url: URL
}

type Asked = {
  /** Payload's API route, such as `/api`. */
  api: string
  /** The origin that the request names. Only for showing: anybody can write a `Host` header. */
  origin: string | undefined
  /** The desk's own socket that the request came in by. */
  own: OwnSocket | undefined
  /** SERVER_URL, empty when it is not set. */
  serverURL: string
  token: string
}

/**
 * Where a test posts to: the webhook URL under SERVER_URL, as the admin shows it. Without SERVER_URL the
 * admin shows the origin of the browser, which a request only claims, in its `Host` header: followed, it
 * would let staff make the desk connect to any host, with a live token. So the post then goes to the very
 * socket that the request came in by, and the origin is no more than its `Host` header.
 * @returns null when neither is known, as under plain `next start`
 */
export const lineOf = ({ api, origin, own, serverURL, token }: Asked): Line | null => {
  const path = `${api}/v1/vapi/webhook/${token}/`
  if (serverURL) {
    return { direct: null, url: new URL(`${serverURL.replace(/\/+$/, '')}${path}`) }
  }
  if (!own || origin === undefined || !URL.canParse(origin)) return null
  return { direct: own, url: new URL(path, origin) }
}

/** RFC 6890 and its updates: addresses that nobody reaches from the internet. */
const NOT_PUBLIC = [
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
  '::/127',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
] as const

/** Whether an address cannot be reached from the internet. */
export const isPrivateAddress = (address: string): boolean => isWithin(address, NOT_PUBLIC)

const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa|test)$/i

/** A URL's host as sockets take it: IPv6 without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Whether a URL says by itself that Vapi cannot reach it. */
export const isLocalURL = (url: URL): boolean => {
  const host = hostOf(url)
  return isIP(host) === 0 ? LOCAL_NAME.test(host) : isPrivateAddress(host)
}

/** A URL's port, the usual one where it names none. */
export const portOf = ({ port, protocol }: URL): number =>
  Number(port) || (protocol === 'https:' ? 443 : 80)
