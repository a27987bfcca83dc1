import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { isMatch, tagOf } from './caching'
import type { Whole } from './wholeBody'

/** The supported encodings, in order of preference. */
const ENCODINGS = ['br', 'gzip'] as const

/** A supported encoding. */
type Encoding = (typeof ENCODINGS)[number]

const weightsIn = (header: string): Map<string, number> => {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const weight = parameters.find((each) => /^q\s*=/.test(each))?.replace(/^q\s*=\s*/, '')
    const value = weight === undefined ? 1 : Number(weight)
    // RFC 9110 allows no other weights. An encoding with a malformed one is not used.
    if (name) weights.set(name, value >= 0 && value <= 1 ? value : 0)
  }
  const gzip = weights.get('x-gzip')
  if (gzip !== undefined && !weights.has('gzip')) weights.set('gzip', gzip)
  return weights
}

/**
 * The content encoding of a response, chosen as RFC 9110 §12.5.3 says.
 * @param header `Accept-Encoding`; without it nothing is encoded, although that would be allowed
 * @returns null for no encoding
 */
export const chooseEncoding = (header: string | undefined): Encoding | null => {
  if (!header) return null
  const weights = weightsIn(header)
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [best] = ENCODINGS.filter((name) => weightOf(name) > 0).sort(
    (one, other) => weightOf(other) - weightOf(one),
  )
  if (!best) return null
  // `identity` wins if it is named with a higher weight.
  return (weights.get('identity') ?? 0) > weightOf(best) ? null : best
}

/** Smaller responses are not worth compressing. */
const MIN_BYTES = 1024

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

// The lowest levels: on lists of calls their savings are within 3 % of those of the default levels.
const compress: Record<Encoding, (body: Uint8Array) => Promise<Uint8Array>> = {
  br: (body) => toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body) => toGzip(body, { level: 1 }),
}

const isJSON = (headers: Headers) =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')

const isStorable = (headers: Headers) => !headers.get('cache-control')?.includes('no-store')

/**
 * The encoding of a response, if any. Requests with a cookie get none, to prevent BREACH: another site's page
 * can make a browser send its cookie, and guess the content from the sizes of compressed responses. API
 * clients send their credentials in a header.
 */
const encodingFor = (incoming: IncomingMessage, { body, headers }: Whole): Encoding | null => {
  if (body.byteLength < MIN_BYTES || headers.has('content-encoding')) return null
  if (incoming.headers.cookie !== undefined) return null
  return chooseEncoding(incoming.headers['accept-encoding']?.toString())
}

/**
 * Sets the ETag of a JSON response, answers 304 if the caller has it already, and compresses it
 * otherwise. Other responses, such as streams and exports, are returned unchanged.
 */
export const negotiate = async (incoming: IncomingMessage, whole: Whole): Promise<Whole> => {
  const { body, headers, status } = whole
  if (status !== 200 || !isJSON(headers)) return whole
  if ((incoming.method === 'GET' || incoming.method === 'HEAD') && isStorable(headers)) {
    const tag = tagOf(body)
    headers.set('etag', tag)
    if (isMatch(incoming.headers['if-none-match'], tag)) {
      headers.delete('content-type')
      headers.delete('content-length')
      return { body: new Uint8Array(), headers, status: 304 }
    }
  }
  const encoding = encodingFor(incoming, whole)
  if (encoding === null) return whole
  headers.set('content-encoding', encoding)
  headers.delete('content-length')
  return { body: await compress[encoding](body), headers, status }
}
