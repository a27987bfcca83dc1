import type { Schema } from './fieldSchemas'

const RATE_LIMIT = Object.fromEntries(
  [
    'RateLimit',
    'RateLimit-Policy',
    'RateLimit-Limit',
    'RateLimit-Remaining',
    'RateLimit-Reset',
  ].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)

/** Headers that responses have in common. */
export const headers = {
  ETag: {
    description: 'Send it as If-None-Match: an unchanged response is answered with 304.',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'The remaining requests, and the seconds until the limit resets.',
    schema: { type: 'string' },
  },
  'RateLimit-Limit': { description: 'Requests per minute.', schema: { type: 'integer' } },
  'RateLimit-Policy': { description: 'The limit and its window.', schema: { type: 'string' } },
  'RateLimit-Remaining': { description: 'The remaining requests.', schema: { type: 'integer' } },
  'RateLimit-Reset': {
    description: 'Seconds until the limit resets.',
    schema: { type: 'integer' },
  },
}

const failure = (description: string) => ({
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  description,
})

/** Refusals that operations have in common. */
export const responses = {
  BadRequest: failure('The request is invalid; the message says why.'),
  Conflict: failure('The current state does not allow this; the message says why.'),
  Forbidden: failure('You are not signed in, or not allowed to do this.'),
  Gone: failure(
    'The cursor is no longer valid, and the message says how to start again; or the recording is not kept any more.',
  ),
  TooLarge: failure(
    'The page would be larger than 5 MB (`PAGE_TOO_LARGE`): select fewer fields with `select`, lower `limit`, or read with `before` or `updatedSince`, whose pages end early.',
  ),
  NotFound: failure('There is no such document, or you may not read it.'),
  TooManyRequests: {
    ...failure('Too many requests. Try again after Retry-After seconds.'),
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  },
  Unavailable: {
    ...failure(
      'The database is unavailable, or the desk is busy. Try again after Retry-After seconds.',
    ),
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  },
  Unauthorized: failure('You are not signed in, or the email or password is wrong.'),
}

const NAMES = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Gone',
  413: 'TooLarge',
  429: 'TooManyRequests',
  503: 'Unavailable',
} as const satisfies Record<number, keyof typeof responses>

/** The refusals of an operation, by status. Any operation can fail with 503. */
export const refusals = (...statuses: (keyof typeof NAMES)[]) =>
  Object.fromEntries(
    [...statuses, 503 as const].map((status) => [
      String(status),
      { $ref: `#/components/responses/${NAMES[status]}` },
    ]),
  )

type Success = { description: string; isRead?: boolean; schema: Schema }

/** A successful response in JSON. Reads have an `ETag`. */
export const success = ({ description, isRead = false, schema }: Success) => ({
  content: { 'application/json': { schema } },
  description,
  headers: { ...RATE_LIMIT, ...(isRead ? { ETag: { $ref: '#/components/headers/ETag' } } : {}) },
})

/** A reference to a schema of the document. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** A request body in JSON. */
export const jsonBody = (schema: Schema, example: unknown) => ({
  content: { 'application/json': { example, schema } },
  required: true,
})
