import { GRAPHQL_PLAYGROUND_GET, GRAPHQL_POST } from '@payloadcms/next/routes'
import { handleEndpoints, type SanitizedConfig } from 'payload'
import { refuseWith } from '../../refusals/refusals'
import { tidyPath, withoutEndSlashes } from './paths'
import { createQuickGraphQL } from './quickGraphQL'
import { createQuickReads } from './quickReads'
import type { Answer } from './wholeBody'

/** What Payload's route files for Next answer: a method beside these has no meaning here. */
const methods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

/** Whether the path is answered by Payload itself. Its open graph picture is a matter of Next's. */
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
 * Whether the path is none of the API's, but may be taken for one by who decodes it: Next has the API's routes
 * too, without what stands around them here.
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

/** The answer to a request that Payload could only stumble over, if it is one. */
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
 * Payload's whole API as one function from request to response: the routes that Payload's files
 * for Next's App Router serve, without what the App Router costs.
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
