/**
 * Which sites may act for a signed-in user, and the headers that tell browsers.
 * @module
 */

import type { Payload, SanitizedConfig } from 'payload'
import { wrapStrategies } from '../payload/strategies'
import { freshBrandHosts, lookUpBrandHosts } from './brandHosts'
import { isFromElsewhere } from './requestOrigin'

const withoutCookies = (headers: Headers): Headers => {
  const rest = new Headers(headers)
  rest.delete('cookie')
  return rest
}

/**
 * Accepts session cookies only in requests from the desk's own pages, also at the hosts of brands, and from
 * CORS_ORIGINS. This applies to REST, GraphQL, server functions and the clients' pages. The cookies of other
 * requests are ignored.
 *
 * Payload's own list of origins, which {@link withoutOriginList} empties, cannot do this: without
 * SERVER_URL it allows every origin; with it, it requires `Sec-Fetch-Site`, which browsers do not send
 * over plain http.
 */
export const heedOwnPages = (payload: Payload): void => {
  lookUpBrandHosts(payload)
  wrapStrategies(payload, (authenticate) => async (args) => {
    const { headers, req } = args
    // Only an origin can be that of a brand. Programs and followed links send none.
    if (headers.has('origin')) await freshBrandHosts()
    const isElsewhere = isFromElsewhere({ headers, method: req?.method })
    return authenticate(isElsewhere ? { ...args, headers: withoutCookies(headers) } : args)
  })
}

/** Empties Payload's list of origins, to which Payload adds SERVER_URL automatically. */
export const withoutOriginList = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => Object.assign(await config, { csrf: [] })
