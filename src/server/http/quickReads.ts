import type { PayloadRequest, SanitizedConfig } from 'payload'
import { countFromQuery } from '../../../endpoints/countCallSummaries'
import { listFromQuery } from '../../../endpoints/listCallSummaries'
import { oneFromQuery } from '../../../endpoints/readCallSummary'
import { createPayloadRequest } from '../../payload/operations'
import { noteWay } from '../../quickWays'
import { answerFailure, answerHeaders } from './failures'
import { type Answer, wholeJSON } from './wholeBody'

type ReadHandler = (req: PayloadRequest) => Promise<object>

const ONE = /^\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

const handlerOf = (below: string): ReadHandler | undefined => {
  if (below === '') return listFromQuery
  if (below === '/count') return countFromQuery
  return ONE.test(below)
    ? (req) => oneFromQuery(Object.assign(req, { routeParams: { id: below.slice(1) } }))
    : undefined
}

type QuickReads = { config: SanitizedConfig; payloadKey: string | undefined }
type RoutedRequest = { request: Request; route: string }

/**
 * Answers the most frequent requests of clients: lists of calls, one call and counts. It skips Payload's
 * search for the endpoint, which compiles the paths of all endpoints before it, and a copy of the response.
 * Refusals and failures are answered as Payload does, and not tried again.
 * @returns undefined for all other requests
 */
export const createQuickReads = ({ config, payloadKey }: QuickReads) => {
  const root = `${config.routes.api}/call-summaries`
  const instance = payloadKey === undefined ? {} : { payloadInstanceCacheKey: payloadKey }
  return async ({ request, route }: RoutedRequest): Promise<Answer | undefined> => {
    if (!route.startsWith(root)) return undefined
    const read = request.method === 'GET' ? handlerOf(route.slice(root.length)) : undefined
    noteWay('route', read !== undefined)
    if (!read) return undefined
    const req = await createPayloadRequest({ canSetHeaders: true, config, ...instance, request })
    try {
      return wholeJSON(await read(req), answerHeaders(req))
    } catch (error) {
      return await answerFailure(error, req)
    }
  }
}
