import type { AfterErrorHook } from 'payload'
import { REFUSALS, type RefusalCode, refusal } from './refusals'

const isCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(REFUSALS, code)

/**
 * The refusal that an error is, or that is within it. By its fields, not its class: Next's pages have a copy of
 * the class of their own.
 */
export const refusalIn = (
  error: unknown,
): undefined | { code: RefusalCode; retryAfter?: unknown } => {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && isCode(error.code)) {
    return { code: error.code, ...('retryAfter' in error && { retryAfter: error.retryAfter }) }
  }
  return refusalIn(Reflect.get(error, 'originalError') ?? Reflect.get(error, 'cause'))
}

/** Adds the code of a refusal to what Payload answers: in REST beside the message, in GraphQL under `extensions`. */
export const sayRefusalCode: AfterErrorHook = ({ error, graphqlResult, req, result }) => {
  const refused = refusalIn(error)
  if (!refused) return undefined
  const { code, retryAfter } = refused
  if (typeof retryAfter === 'number') {
    req.responseHeaders = new Headers(req.responseHeaders)
    req.responseHeaders.set('Retry-After', String(retryAfter))
  }
  if (graphqlResult) {
    const extensions = { ...graphqlResult.extensions, code }
    return { graphqlResult: { ...graphqlResult, extensions } }
  }
  if (isCode(Reflect.get(error, 'code'))) {
    const errors = (result?.errors ?? []).map(({ message }) => ({ code, message }))
    return { response: { ...result, errors } }
  }
  // What a statement was ended by comes in the error of the query, which Payload shows nobody.
  const { message, status } = refusal(code)
  return { response: { errors: [{ code, message }] }, status }
}
