import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import { APIError, type ErrorResult, type PayloadRequest } from 'payload'
import { formatErrors, headersWithCors, logError, mergeHeaders } from '../../payload/operations'
import { REFUSALS } from '../../refusals/refusals'
import { type Whole, wholeJSON } from './wholeBody'

const UNKNOWN = REFUSALS.INTERNAL_ERROR.message

const statusOf = (error: unknown): number => {
  const status: unknown = Reflect.get(Object(error), 'status')
  return typeof status === 'number' ? status : 500
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('Not an error')

/** The response headers as Payload sets them. */
export const answerHeaders = (req: PayloadRequest): Headers => {
  const headers = headersWithCors({ headers: new Headers(), req })
  return req.responseHeaders ? mergeHeaders(req.responseHeaders, headers) : headers
}

/**
 * Answers a failed read as Payload does, because Payload does not export its own function for it: logs the
 * error, hides the messages that must not be shown, and runs the `afterError` hooks.
 */
export const answerFailure = async (thrown: unknown, req: PayloadRequest): Promise<Whole> => {
  const { payload } = req
  const error = asError(thrown)
  logError({ err: error, payload })
  const isShown = statusOf(error) !== 500 || Reflect.get(error, 'isPublic') === true
  const shown = error instanceof APIError && isShown ? error : new APIError(UNKNOWN)
  let body: Partial<ErrorResult> = formatErrors(shown)
  let status = statusOf(error)
  for (const hook of payload.config.hooks.afterError) {
    const result = { ...body, errors: body.errors ?? [] }
    const changed = await hook({ context: req.context, error, req, result })
    body = changed?.response ?? body
    status = changed?.status ?? status
  }
  return wholeJSON(body, answerHeaders(req), status)
}

/** Formats an error of a GraphQL query as Payload's own handler does. */
export const describeFailure = async (
  error: GraphQLError,
  req: PayloadRequest,
): Promise<GraphQLFormattedError> => {
  const { locations, originalError, path } = error
  logError({ err: error, payload: req.payload })
  // Without a path the query was never executed: its operation or its variables are wrong.
  const statusCode = path === undefined && !originalError ? 400 : statusOf(originalError)
  const data: unknown = Reflect.get(Object(originalError), 'data')
  let described: GraphQLFormattedError = {
    extensions: {
      ...(originalError && { name: originalError.name }),
      ...(data ? { data } : {}),
      statusCode,
    },
    message: statusCode === 500 ? UNKNOWN : error.message,
    ...(locations && { locations }),
    ...(path && { path }),
  }
  for (const hook of req.payload.config.hooks.afterError) {
    const graphqlResult = described
    const changed = await hook({ context: req.context, error, graphqlResult, req })
    described = changed?.graphqlResult ?? described
  }
  return described
}
