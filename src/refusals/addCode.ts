import type { AfterErrorHook, AfterErrorResult, PayloadRequest } from 'payload'
import { causeOf } from '../lib/errorCode'
import { isRefusalCode, REFUSALS, type Refusal, type RefusalCode, refusal } from './refusals'

type Refused = Pick<Refusal, 'code' | 'message' | 'retryAfter'>

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

/** By its fields, not its class: Next's pages have a copy of the class of their own. */
const asRefusal = (error: object): Refused | undefined => {
  const code: unknown = Reflect.get(error, 'code')
  // Errors of other libraries have codes too.
  if (!isRefusalCode(code) || Reflect.get(error, 'status') !== REFUSALS[code].status)
    return undefined
  return {
    code,
    message: String(Reflect.get(error, 'message')),
    retryAfter: numberOf(Reflect.get(error, 'retryAfter')),
  }
}

/** The refusal that an error is, or that is within it. */
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

/** The code that says no more than a status. */
export const codeOfStatus = (status: number): RefusalCode =>
  BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST')

/** The code of an error that Payload or a library made. */
export const codeOf = (error: unknown): RefusalCode => {
  const { message, name, status }: { message?: unknown; name?: unknown; status?: unknown } =
    Object(error)
  // As Payload says it of a body.
  if (message === 'Invalid JSON' && status === 400) return 'INVALID_JSON'
  return BY_NAME[String(name)] ?? codeOfStatus(numberOf(status) ?? 500)
}

const sayWait = (req: PayloadRequest, seconds: number | undefined): void => {
  if (seconds === undefined) return
  req.responseHeaders = new Headers(req.responseHeaders)
  req.responseHeaders.set('Retry-After', String(seconds))
}

/** Answers an error with a refusal, whatever Payload made of it. */
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
 * A hook after errors that answers some of them with a code of the table, whatever they were.
 * @param codeFor undefined for errors that are none of its business
 */
export const answerBy =
  (codeFor: (error: unknown) => RefusalCode | undefined): AfterErrorHook =>
  (args) => {
    const code = codeFor(args.error)
    return code && answerWith(refusal(code), args)
  }

/**
 * Adds a code to everything that Payload answers errors with: in REST beside the message, in GraphQL under
 * `extensions`. The last of the hooks: codes that are there already stay.
 */
export const addCode: AfterErrorHook = (args) => {
  const { error, graphqlResult, req, result } = args
  const original: unknown = Reflect.get(error, 'originalError')
  const thrown = original ?? error
  const refused = refusalIn(thrown)
  // What a statement was ended by comes in the error of the query, which Payload shows nobody.
  if (refused && !asRefusal(Object(thrown))) return answerWith(refused, args)
  sayWait(req, refused?.retryAfter)
  const code = refused?.code ?? codeOf(thrown)
  if (graphqlResult) {
    const { extensions } = graphqlResult
    // What GraphQL itself refuses, such as a variable of the wrong type.
    const own = original || extensions?.statusCode !== 400 ? code : 'QUERY_INVALID'
    return { graphqlResult: { ...graphqlResult, extensions: { code: own, ...extensions } } }
  }
  const errors = result?.errors ?? []
  return { response: { ...result, errors: errors.map((each) => ({ code, ...each })) } }
}
