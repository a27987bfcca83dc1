import { GRAPHQL_PLAYGROUND_GET, GRAPHQL_POST } from '@payloadcms/next/routes'
import { handleEndpoints, type SanitizedConfig } from 'payload'
import { refuseWith } from '../../refusals/refusals'
import { tidyPath, withoutEndSlashes } from './paths'
import { createQuickGraphQL } from './quickGraphQL'
import { createQuickReads } from './quickReads'
import type { Answer } from './wholeBody'

/** The methods of Payload's route files for Next. All others get 405. */
const methods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

/** Whether Payload's API answers the path. Next answers its Open Graph image. */
export const isAPIPath = ({
  config,
  path,
}: {
  config: Pick<SanitizedConfig, 'routes'>
  path: string
}): boolean => {
  const { api } = config.routes
  return (path === api || path.startsWith(`${api}/`)) && path !== `${api}/og`
}

/**
 * Whether the path only becomes one of the API's when it is decoded. Next serves the API's routes too, but
 * without the limits and checks of this server.
 */
export const isDisguised = ({
  config,
  path,
}: {
  config: Pick<SanitizedConfig, 'routes'>
  path: string
}): boolean => {
  if (isAPIPath({ config, path })) return false
  const tidy = tidyPath(path)
  return tidy !== undefined && tidy !== path && isAPIPath({ config, path: tidy })
}

const isWellFormed = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

const methodNotAllowed = (allow: string) => refuseWith('METHOD_NOT_ALLOWED', { headers: { allow } })

/** 405 or 404 for requests that Payload would answer with a 500. Undefined for all others. */
export const refuse = ({
  method,
  path,
}: {
  method: string
  path: string
}): Response | undefined => {
  if (!methods.has(method)) return methodNotAllowed([...methods].join(', '))
  return isWellFormed(path) ? undefined : refuseWith('NOT_FOUND')
}

/**
 * Payload's whole API as one function from request to response. It serves the same routes as Payload's
 * files for Next's App Router, without the cost of the App Router.
 */
export const createAPI = ({
  config,
  payloadKey,
}: {
  config: SanitizedConfig
  payloadKey?: string | undefined
}): ((args: { path: string; request: Request }) => Promise<Answer>) => {
  const configPromise = Promise.resolve(config)
  const graphQL = createQuickGraphQL({
    config,
    handle: GRAPHQL_POST(configPromise),
    payloadKey,
  })
  const quickRead = createQuickReads({ config, payloadKey })
  const playground = GRAPHQL_PLAYGROUND_GET(configPromise)
  const { api, graphQL: graphQLPath, graphQLPlayground: playgroundPath } = config.routes
  const instance = payloadKey === undefined ? {} : { payloadInstanceCacheKey: payloadKey }

  return async ({ path, request }) => {
    const route = withoutEndSlashes(path)
    if (route === `${api}${playgroundPath}` && request.method === 'GET') {
      return await playground(request)
    }
    if (route === `${api}${graphQLPath}` && request.method !== 'OPTIONS') {
      return request.method === 'POST' ? await graphQL(request) : methodNotAllowed('POST, OPTIONS')
    }
    return (
      (await quickRead({ request, route })) ??
      (await handleEndpoints({ config: configPromise, ...instance, request }))
    )
  }
}
