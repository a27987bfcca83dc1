import type { AfterErrorHook, AfterErrorResult, PayloadRequest } from 'payload'
import { causeOf } from '../lib/errorCode'
import { isRefusalCode, REFUSALS, type Refusal, type RefusalCode, refusal } from './refusals'

type Refused = Pick<Refusal, 'code' | 'message' | 'retryAfter'>

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

/** Checks the fields and not the class, because Next's bundle has its own copy of the class. */
const asRefusal = (error: object): Refused | undefined => {
  const code: unknown = Reflect.get(error, 'code')
  // Errors of libraries have codes too.
  if (!isRefusalCode(code) || Reflect.get(error, 'status') !== REFUSALS[code].status)
    return undefined
  return {
    code,
    message: String(Reflect.get(error, 'message')),
    retryAfter: numberOf(Reflect.get(error, 'retryAfter')),
  }
}

/** The refusal that an error is or has as a cause. Undefined if there is none. */
export const refusalIn = (error: unknown): Refused | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  return asRefusal(error) ?? refusalIn(causeOf(error))
}

const BY_NAME: Readonly<Record<string, RefusalCode>> = {
  QueryError: 'QUERY_INVALID',
  ValidationError: 'VALIDATION_FAILED',
}

const BY_STATUS: Readonly<Record<number, RefusalCode>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'BODY_TOO_LARGE',
  415: 'TYPE_UNSUPPORTED',
  423: 'LOCKED',
  429: 'TOO_MANY_REQUESTS',
}

/** The general code for a status. */
export const codeOfStatus = (status: number): RefusalCode =>
  BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST')

/** The code for an error of Payload or a library. */
export const codeOf = (error: unknown): RefusalCode => {
  const { message, name, status }: { message?: unknown; name?: unknown; status?: unknown } =
    Object(error)
  // Payload's error for a body that is not JSON.
  if (message === 'Invalid JSON' && status === 400) return 'INVALID_JSON'
  return BY_NAME[String(name)] ?? codeOfStatus(numberOf(status) ?? 500)
}

const sayWait = (req: PayloadRequest, seconds: number | undefined): void => {
  if (seconds === undefined) return
  req.responseHeaders = new Headers(req.responseHeaders)
  req.responseHeaders.set('Retry-After', String(seconds))
}

/** Replaces Payload's response to an error by a refusal. */
const answerWith = (
  { code, message, retryAfter }: Refused,
  { graphqlResult, req }: Pick<Parameters<AfterErrorHook>[0], 'graphqlResult' | 'req'>,
): AfterErrorResult => {
  const { status } = REFUSALS[code]
  sayWait(req, retryAfter)
  const errors = [{ code, message }]
  if (!graphqlResult) return { response: { errors }, status }
  const extensions = { ...graphqlResult.extensions, code, statusCode: status }
  return { graphqlResult: { ...graphqlResult, extensions, message } }
}

/**
 * An `afterError` hook that answers some errors with a code of the table.
 * @param codeFor returns undefined for errors that it does not handle
 */
export const answerBy =
  (codeFor: (error: unknown) => RefusalCode | undefined): AfterErrorHook =>
  (args) => {
    const code = codeFor(args.error)
    return code && answerWith(refusal(code), args)
  }

/**
 * Adds a code to all of Payload's error responses: next to the message in REST, under `extensions` in
 * GraphQL. It runs as the last hook and leaves existing codes alone.
 */
export const addCode: AfterErrorHook = (args) => {
  const { error, graphqlResult, req, result } = args
  const original: unknown = Reflect.get(error, 'originalError')
  const thrown = original ?? error
  const refused = refusalIn(thrown)
  // The reason why a statement was cancelled is inside the query's error, which Payload hides.
  if (refused && !asRefusal(Object(thrown))) return answerWith(refused, args)
  sayWait(req, refused?.retryAfter)
  const code = refused?.code ?? codeOf(thrown)
  if (graphqlResult) {
    const { extensions } = graphqlResult
    // GraphQL's own refusals, such as of a variable with the wrong type.
    const own = original || extensions?.statusCode !== 400 ? code : 'QUERY_INVALID'
    return { graphqlResult: { ...graphqlResult, extensions: { code: own, ...extensions } } }
  }
  const errors = result?.errors ?? []
  return { response: { ...result, errors: errors.map((each) => ({ code, ...each })) } }
}
