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

/** Tells whoever runs the desk, once, of a proxy by which nobody could know where the desk is. */
const tellOfProxy = (incoming: IncomingMessage, origin: URL): void => {
  const { headers } = incoming
  const forwarded = firstListed(headers['x-forwarded-host'])
  const host = forwarded || (headers.host ?? '')
  if (host === origin.host || told.has(host) || told.size >= MAX_TOLD) return
  told.add(host)
  const header = forwarded ? 'X-Forwarded-Host' : 'Host'
  log.error({
    msg: `A proxy in front says by ${header} that the desk is at ${shown(host)}, but SERVER_URL and browsers say ${origin.host}. Have it pass on the Host that it was asked for.`,
  })
}

/**
 * Whether a write to a page, which is a server function of the admin, comes from a page of ours. What
 * does gets the host that Next is to compare with its origin: Next knows nothing of SERVER_URL, and
 * refuses each one behind a proxy that tells another host.
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
    tellOfProxy(incoming, url)
  }
  headers['x-forwarded-host'] = url.host
  return true
}
