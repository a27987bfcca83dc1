import { en } from '@payloadcms/translations/languages/en'
import type { Endpoint, PayloadRequest, SanitizedConfig } from 'payload'
import { isObject } from '../lib/values'
import { codeOfStatus } from './addCode'
import { codeOfMessage, REFUSALS, type RefusalCode, refuseWith } from './refusals'

// Errors of fields are in the language of the request, and in English where they are thrown without it.
const ENGLISH = [
  en.translations.error.followingFieldsInvalid_one,
  en.translations.error.followingFieldsInvalid_other,
]

/** Finds the code by the message, which is all that Payload's bulk operations keep of an error. */
const codeOfBulk = (error: Record<string, unknown>, { t }: PayloadRequest): RefusalCode => {
  const message = String(error.message)
  const known = codeOfMessage(message)
  if (known) return known
  if (message === t('error:notAllowedToPerformAction')) return 'FORBIDDEN'
  if (message === t('general:notFound')) return 'NOT_FOUND'
  const beginnings = [1, 2].map((count) => t('error:followingFieldsInvalid', { count }))
  const isOfFields = [...beginnings, ...ENGLISH].some((each) => message.startsWith(each))
  if (isOfFields) return 'VALIDATION_FAILED'
  return error.isPublic === true ? 'BAD_REQUEST' : 'INTERNAL_ERROR'
}

const codedErrors = (
  { errors, message }: Record<string, unknown>,
  { req, status }: { req: PayloadRequest; status: number },
): object[] => {
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.map((each) => (isObject(each) ? { code: codeOfBulk(each, req), ...each } : each))
  }
  const code = codeOfStatus(status)
  return [{ code, message: typeof message === 'string' ? message : REFUSALS[code].message }]
}

/** Adds a code to a refusal that has none. Returns other responses unchanged. */
const coded = async (response: Response, req: PayloadRequest): Promise<Response> => {
  const { body, status } = response
  if (status < 400) return response
  const headers = new Headers(response.headers)
  if (!body) return refuseWith(codeOfStatus(status), { headers: Object.fromEntries(headers) })
  if (!headers.get('content-type')?.includes('json')) return response
  const read: unknown = await response.json()
  const answer = isObject(read) ? read : {}
  headers.delete('content-length')
  return Response.json(
    { ...answer, errors: codedErrors(answer, { req, status }) },
    { headers, status },
  )
}

const METHODS = ['connect', 'delete', 'get', 'head', 'patch', 'post', 'put'] as const

const UNKNOWN = METHODS.map(
  (method): Endpoint => ({
    handler: () => refuseWith('NOT_FOUND'),
    method,
    // `og` are Next's Open Graph images. Next adds that endpoint later, after these.
    path: '/((?!og$).*)',
  }),
)

const codedEndpoints = (endpoints: readonly Endpoint[]): Endpoint[] => [
  ...endpoints.map((endpoint) => ({
    ...endpoint,
    handler: async (req: PayloadRequest) => coded(await endpoint.handler(req), req),
  })),
  ...UNKNOWN,
]

/**
 * Adds a code to refusals that endpoints answer themselves, including Payload's, and to requests without an
 * endpoint. Has to wrap everything that adds endpoints.
 */
export const withCodedEndpoints = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const place of [sanitized, ...sanitized.collections, ...sanitized.globals]) {
    if (place.endpoints) Object.assign(place, { endpoints: codedEndpoints(place.endpoints) })
  }
  return sanitized
}
