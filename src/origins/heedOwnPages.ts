import type { Payload, SanitizedConfig } from 'payload'
import { wrapStrategies } from '../payload/strategies'
import { isFromElsewhere } from './requestOrigin'

const withoutCookies = (headers: Headers): Headers => {
  const rest = new Headers(headers)
  rest.delete('cookie')
  return rest
}

/**
 * Lets cookies sign in what the desk's own pages send, and those of CORS_ORIGINS, and nothing else, at
 * every door: REST, GraphQL, server functions, the clients' pages. Others are asked who they are like
 * anybody without a cookie.
 *
 * Payload's own list of origins, which {@link withoutOriginList} leaves empty, is one of two things:
 * without SERVER_URL it lets every page of every origin in; with it, nobody without `Sec-Fetch-Site`,
 * which browsers do not send over plain http.
 */
export const heedOwnPages = (payload: Payload): void => {
  wrapStrategies(payload, (authenticate) => (args) => {
    const { headers, req } = args
    const isElsewhere = isFromElsewhere({ headers, method: req?.method })
    return authenticate(isElsewhere ? { ...args, headers: withoutCookies(headers) } : args)
  })
}

/** Takes out the origin that Payload adds to its list by itself. */
export const withoutOriginList = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => Object.assign(await config, { csrf: [] })
