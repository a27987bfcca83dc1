import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import { sourceOf } from '../sender/networks'
import { readSettings } from '../settings/settings'

const connections = new AsyncLocalStorage<IncomingMessage>()

let underWay = 0

/**
 * Does the work of one request, whose connection can then be asked for. While there is none, nothing is
 * told apart: each promise of the process would be dearer, those of reports too.
 */
export const withConnection = async <Result>(
  incoming: IncomingMessage,
  work: () => Promise<Result>,
): Promise<Result> => {
  underWay += 1
  try {
    return await connections.run(incoming, work)
  } finally {
    underWay -= 1
    if (underWay === 0) connections.disable()
  }
}

/** The connection of the request at hand; undefined where {@link requestSource} is null. */
export const requestConnection = (): IncomingMessage | undefined => connections.getStore()

let trusted: readonly string[] | undefined

/**
 * The address that the request at hand comes from, past the proxies that are trusted.
 * @returns null outside of requests, and where the server is not ours, such as under `next start`
 */
export const requestSource = (): null | string => {
  const incoming = connections.getStore()
  if (!incoming) return null
  trusted ??= readSettings().TRUSTED_PROXIES
  const said = incoming.headers['x-forwarded-for']
  return sourceOf({
    forwardedFor: (Array.isArray(said) ? said.join(',') : said) ?? null,
    peer: incoming.socket.remoteAddress ?? null,
    trusted,
  })
}
