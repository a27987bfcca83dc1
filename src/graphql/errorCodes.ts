import { isObject } from '../lib/values'
import { codeOfStatus } from '../refusals/addCode'
import { refuseWith } from '../refusals/refusals'

/** An error with its code under `extensions`, where GraphQL clients look for it. */
export const withCode = (error: unknown): object => {
  const { code = 'QUERY_INVALID', extensions }: { code?: unknown; extensions?: object } =
    Object(error)
  return { ...Object(error), extensions: { code, ...extensions } }
}

/** Adds a code to every error of a response: errors of documents that were never executed have none. */
export const withCodes = async (response: Response): Promise<Response> => {
  const { headers, status } = response
  const text = await response.text()
  if (text === '' && status >= 400) {
    return refuseWith(codeOfStatus(status), { headers: Object.fromEntries(headers) })
  }
  const body: unknown = text.includes('"errors"') ? JSON.parse(text) : null
  const coded =
    isObject(body) && Array.isArray(body.errors)
      ? JSON.stringify({ ...body, errors: body.errors.map(withCode) })
      : text
  return new Response(coded, { headers, status })
}
