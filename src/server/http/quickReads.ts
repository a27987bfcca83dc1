import {
  createPayloadRequest,
  headersWithCors,
  mergeHeaders,
  type PayloadRequest,
  type SanitizedConfig,
} from 'payload'
import { countFromQuery } from '../../../endpoints/countCallSummaries'
import { listFromQuery } from '../../../endpoints/listCallSummaries'
import { oneFromQuery } from '../../../endpoints/readCallSummary'
import { wholeJSON } from './wholeBody'

type Read = (req: PayloadRequest) => Promise<object>

const ONE = /^\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

const readOf = (below: string): Read | undefined => {
  if (below === '') return listFromQuery
  if (below === '/count') return countFromQuery
  return ONE.test(below)
    ? (req) => oneFromQuery(Object.assign(req, { routeParams: { id: below.slice(1) } }))
    : undefined
}

/** The headers of an answer as Payload sets them. */
export const answerHeaders = (req: PayloadRequest): Headers => {
  const headers = headersWithCors({ headers: new Headers(), req })
  return req.responseHeaders ? mergeHeaders(req.responseHeaders, headers) : headers
}

type QuickReads = { config: SanitizedConfig; payloadKey: string | undefined }
type Asked = { request: Request; route: string }

/**
 * Answers what clients ask all day, lists of calls, one call and counts, without the search for the
 * endpoint in which Payload compiles the paths of those before it, and without a copy of the answer.
 * @returns undefined for what is something else, and for what fails: the endpoint itself then says why
 */
export const createQuickReads = ({ config, payloadKey }: QuickReads) => {
  const root = `${config.routes.api}/call-summaries`
  const instance = payloadKey === undefined ? {} : { payloadInstanceCacheKey: payloadKey }
  return async ({ request, route }: Asked): Promise<Response | undefined> => {
    if (request.method !== 'GET' || !route.startsWith(root)) return undefined
    const read = readOf(route.slice(root.length))
    if (!read) return undefined
    try {
      const req = await createPayloadRequest({ canSetHeaders: true, config, ...instance, request })
      return wholeJSON(await read(req), answerHeaders(req))
    } catch {
      return undefined
    }
  }
}
