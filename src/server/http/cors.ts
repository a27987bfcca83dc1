import type { IncomingMessage } from 'node:http'
import type { SanitizedConfig } from 'payload'

type Cors = SanitizedConfig['cors']

/** Response headers that scripts of other origins may read, in addition to the few that they always may. */
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

/** The same methods and headers as Payload allows. */
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

/** How long a browser may cache a preflight, in seconds. Chrome allows no more. */
const MAX_AGE = '7200'

const settingsOf = (cors: Cors): { headers: string[]; origins: '*' | string[] } => {
  if (cors === '*' || Array.isArray(cors)) return { headers: [], origins: cors }
  return { headers: cors.headers ?? [], origins: cors.origins }
}

/** Adds names to the `Vary` header. */
export const vary = (headers: Headers, ...names: string[]): void => {
  const known = (headers.get('vary') ?? '').split(',').map((name) => name.trim())
  const all = new Set([...known.filter(Boolean), ...names])
  headers.set('vary', [...all].join(', '))
}

/** Sets which origin may read a response. Payload does so on its own; the desk's get the same headers. */
export const allowOrigin = (cors: Cors, incoming: IncomingMessage, headers: Headers): void => {
  const { origins } = settingsOf(cors)
  if (origins !== '*' && origins.length === 0) return
  // Also without an `Origin`: a cache must not serve this response to a request that has one.
  if (origins !== '*') vary(headers, 'Origin')
  const { origin } = incoming.headers
  if (origins === '*') headers.set('access-control-allow-origin', '*')
  else if (origin !== undefined && origins.includes(origin)) {
    headers.set('access-control-allow-origin', origin)
    headers.set('access-control-allow-credentials', 'true')
  } else return
  headers.set('access-control-expose-headers', EXPOSED)
}

/** The response to a CORS preflight. Undefined for all other requests. */
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
