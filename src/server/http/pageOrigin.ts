import type { IncomingMessage } from 'node:http'
import { log } from '../../log'
import { isFromElsewhere } from '../../origins/requestOrigin'
import { settings } from '../../settings/settings'
import { firstHeader, firstListed } from './firstHeader'

const READS = new Set(['GET', 'HEAD'])
const MAX_TOLD = 5
const told = new Set<string>()

const shown = (host: string): string =>
  /^[\w.:[\]-]{1,100}$/.test(host) ? `“${host}”` : 'something that is no host'

/** Logs, once, that a proxy forwards a host that is not the desk's. */
const logProxy = (incoming: IncomingMessage, origin: URL): void => {
  const { headers } = incoming
  const forwarded = firstListed(headers['x-forwarded-host'])
  const host = forwarded || (headers.host ?? '')
  if (host === origin.host || told.has(host) || told.size >= MAX_TOLD) return
  told.add(host)
  const header = forwarded ? 'X-Forwarded-Host' : 'Host'
  log.error({
    msg: `A proxy in front sets ${header} to ${shown(host)}, but SERVER_URL and browsers say ${origin.host}. Configure the proxy to pass on the Host of the request.`,
  })
}

/**
 * Whether a write to a page (a server function of the admin) comes from one of the desk's own pages. If so,
 * sets the host that Next compares with the origin: Next does not know SERVER_URL, and would refuse every
 * write behind a proxy that forwards another host.
 */
export const isOwnPage = (incoming: IncomingMessage): boolean => {
  const { headers, method = 'GET' } = incoming
  if (READS.has(method)) return true
  const get = (name: string) => firstHeader(headers[name])
  if (isFromElsewhere({ headers: { get }, method })) return false
  const origin = get('origin')
  if (origin === null || !URL.canParse(origin)) return true
  const { SERVER_URL } = settings()
  const url = new URL(origin)
  if (SERVER_URL !== undefined && new URL(SERVER_URL).origin === url.origin) {
    logProxy(incoming, url)
  }
  headers['x-forwarded-host'] = url.host
  return true
}
