import type { PayloadRequest, SanitizedConfig } from 'payload'
import { countFromQuery } from '../../../endpoints/countCallSummaries'
import { listFromQuery } from '../../../endpoints/listCallSummaries'
import { oneFromQuery } from '../../../endpoints/readCallSummary'
import { createPayloadRequest } from '../../payload/operations'
import { noteWay } from '../../quickWays'
import { answerFailure, answerHeaders } from './failures'
import { type Answer, wholeJSON } from './wholeBody'

type Read = (req: PayloadRequest) => Promise<object>

const ONE = /^\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

const readOf = (below: string): Read | undefined => {
  if (below === '') return listFromQuery
  if (below === '/count') return countFromQuery
  return ONE.test(below)
    ? (req) => oneFromQuery(Object.assign(req, { routeParams: { id: below.slice(1) } }))
    : undefined
}

type QuickReads = { config: SanitizedConfig; payloadKey: string | undefined }
type Asked = { request: Request; route: string }

/**
 * Answers what clients ask all day, lists of calls, one call and counts, without the search for the
 * endpoint in which Payload compiles the paths of those before it, and without a copy of the answer. What is
 * refused or fails is answered as Payload answers it, and not tried again.
 * @returns undefined for what is something else
 */
export const createQuickReads = ({ config, payloadKey }: QuickReads) => {
  const root = `${config.routes.api}/call-summaries`
  const instance = payloadKey === undefined ? {} : { payloadInstanceCacheKey: payloadKey }
  return async ({ request, route }: Asked): Promise<Answer | undefined> => {
    if (!route.startsWith(root)) return undefined
    const read = request.method === 'GET' ? readOf(route.slice(root.length)) : undefined
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
