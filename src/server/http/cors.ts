import type { IncomingMessage } from 'node:http'
import type { SanitizedConfig } from 'payload'

type Cors = SanitizedConfig['cors']

/** What scripts of other origins may read beside the few headers they always may. */
const EXPOSED = [
  'ETag',
  'RateLimit',
  'RateLimit-Limit',
  'RateLimit-Policy',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Request-Id',
].join(', ')

/** As Payload allows them. */
const METHODS = 'PUT, PATCH, POST, GET, DELETE, OPTIONS'
const HEADERS = [
  'Origin',
  'X-Requested-With',
  'Content-Type',
  'Accept',
  'Authorization',
  'Content-Encoding',
  'x-apollo-tracing',
  'X-Payload-HTTP-Method-Override',
]

/** How long a browser may go by the answer to a preflight, in seconds: Chrome's own ceiling. */
const MAX_AGE = '7200'

const settingsOf = (cors: Cors): { headers: string[]; origins: '*' | string[] } => {
  if (cors === '*' || Array.isArray(cors)) return { headers: [], origins: cors }
  return { headers: cors.headers ?? [], origins: cors.origins }
}

/** Adds the name of a header to those that the answer depends on. */
export const vary = (headers: Headers, ...names: string[]): void => {
  const known = (headers.get('vary') ?? '').split(',').map((name) => name.trim())
  const all = new Set([...known.filter(Boolean), ...names])
  headers.set('vary', [...all].join(', '))
}

/** Says who may read an answer. Payload has said it on its own ones; ours get the same. */
export const allowOrigin = (cors: Cors, incoming: IncomingMessage, headers: Headers): void => {
  const { origins } = settingsOf(cors)
  if (origins !== '*' && origins.length === 0) return
  // Whether or not this one has an origin: caches must not hand it to one that has.
  if (origins !== '*') vary(headers, 'Origin')
  const { origin } = incoming.headers
  if (origins === '*') headers.set('access-control-allow-origin', '*')
  else if (origin !== undefined && origins.includes(origin)) {
    headers.set('access-control-allow-origin', origin)
    headers.set('access-control-allow-credentials', 'true')
  } else return
  headers.set('access-control-expose-headers', EXPOSED)
}

/** The answer to a browser that asks whether a script may send a request; undefined for others. */
export const preflight = (cors: Cors, incoming: IncomingMessage): Response | undefined => {
  const { headers: extra, origins } = settingsOf(cors)
  if (origins !== '*' && origins.length === 0) return undefined
  const isAsking =
    incoming.method === 'OPTIONS' &&
    incoming.headers.origin !== undefined &&
    incoming.headers['access-control-request-method'] !== undefined
  if (!isAsking) return undefined
  return new Response(null, {
    headers: {
      'access-control-allow-headers': [...HEADERS, ...extra].join(', '),
      'access-control-allow-methods': METHODS,
      'access-control-max-age': MAX_AGE,
    },
    status: 204,
  })
}
