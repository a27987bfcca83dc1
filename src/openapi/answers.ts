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

/** Headers that answers have in common. */
export const headers = {
  ETag: {
    description: 'Send it back as If-None-Match: an answer that is still the same is 304.',
    schema: { type: 'string' },
  },
  RateLimit: { description: 'What is left, and for how many seconds.', schema: { type: 'string' } },
  'RateLimit-Limit': { description: 'Requests a minute.', schema: { type: 'integer' } },
  'RateLimit-Policy': { description: 'The limit itself.', schema: { type: 'string' } },
  'RateLimit-Remaining': { description: 'Requests that are left.', schema: { type: 'integer' } },
  'RateLimit-Reset': {
    description: 'Seconds until the minute is over.',
    schema: { type: 'integer' },
  },
}

const failure = (description: string) => ({
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  description,
})

/** Refusals that operations have in common. */
export const responses = {
  BadRequest: failure('Something in the request is wrong; the message says what.'),
  Conflict: failure('It cannot be done as things are now; the message says why.'),
  Forbidden: failure('Not signed in, or not allowed to do this.'),
  Gone: failure('The cursor is of no use any more; the message says how to start again.'),
  TooLarge: failure(
    'The page would hold more than 5 MB (`PAGE_TOO_LARGE`): name the fields you need by `select`, ask for fewer by `limit`, or read by `before` or `updatedSince`, whose pages end early.',
  ),
  NotFound: failure('There is no such document, or it is somebody else’s.'),
  TooManyRequests: {
    ...failure('Too many requests. Try again after Retry-After seconds.'),
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  },
  Unavailable: {
    ...failure('The database is away, or the desk is busy. Try again after Retry-After seconds.'),
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  },
  Unauthorized: failure('Not signed in, or with a wrong e-mail or password.'),
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

/** The refusals of an operation; any may be refused for want of a database. */
export const refusals = (...statuses: (keyof typeof NAMES)[]) =>
  Object.fromEntries(
    [...statuses, 503 as const].map((status) => [
      String(status),
      { $ref: `#/components/responses/${NAMES[status]}` },
    ]),
  )

type Success = { description: string; isRead?: boolean; schema: Schema }

/** An answer in JSON. Reads that may be kept carry a tag. */
export const success = ({ description, isRead = false, schema }: Success) => ({
  content: { 'application/json': { schema } },
  description,
  headers: { ...RATE_LIMIT, ...(isRead ? { ETag: { $ref: '#/components/headers/ETag' } } : {}) },
})

/** A schema of the document, by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** A body in JSON. */
export const jsonBody = (schema: Schema, example: unknown) => ({
  content: { 'application/json': { example, schema } },
  required: true,
})
