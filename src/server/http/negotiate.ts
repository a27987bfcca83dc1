import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { isMatch, tagOf } from './caching'
import type { Whole } from './wholeBody'

/** The encodings the desk makes, the one it likes best first. */
const ENCODINGS = ['br', 'gzip'] as const

/** An encoding that the desk makes. */
type Encoding = (typeof ENCODINGS)[number]

const weightsIn = (header: string): Map<string, number> => {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const weight = parameters.find((each) => /^q\s*=/.test(each))?.replace(/^q\s*=\s*/, '')
    const value = weight === undefined ? 1 : Number(weight)
    // RFC 9110 has no other weights; what is malformed is not asked for.
    if (name) weights.set(name, value >= 0 && value <= 1 ? value : 0)
  }
  const gzip = weights.get('x-gzip')
  if (gzip !== undefined && !weights.has('gzip')) weights.set('gzip', gzip)
  return weights
}

/**
 * The encoding to answer in, by RFC 9110 §12.5.3.
 * @param header `Accept-Encoding`; without one nothing is encoded, though it would be allowed
 * @returns null for the bytes as they are
 */
export const chooseEncoding = (header: string | undefined): Encoding | null => {
  if (!header) return null
  const weights = weightsIn(header)
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [best] = ENCODINGS.filter((name) => weightOf(name) > 0).sort(
    (one, other) => weightOf(other) - weightOf(one),
  )
  if (!best) return null
  // Plain bytes that are named and weigh more are preferred.
  return (weights.get('identity') ?? 0) > weightOf(best) ? null : best
}

/** Below, the encoding's own frame and the work outweigh what is saved. */
const MIN_BYTES = 1024

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

// The lowest levels: on lists of calls they save within 3 % of what the default levels save.
const compress: Record<Encoding, (body: Uint8Array) => Promise<Uint8Array>> = {
  br: (body) => toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body) => toGzip(body, { level: 1 }),
}

const isJSON = (headers: Headers) =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')

const isStorable = (headers: Headers) => !headers.get('cache-control')?.includes('no-store')

/**
 * The encoding for an answer, if any. Not for requests with a cookie: only a browser sends a
 * credential on somebody else's behalf, and a page that makes it ask while watching the sizes of
 * compressed answers could guess what is in them (BREACH). API clients send theirs in a header.
 */
const encodingFor = (incoming: IncomingMessage, { body, headers }: Whole): Encoding | null => {
  if (body.byteLength < MIN_BYTES || headers.has('content-encoding')) return null
  if (incoming.headers.cookie !== undefined) return null
  return chooseEncoding(incoming.headers['accept-encoding']?.toString())
}

/**
 * Gives a JSON answer its tag, leaves out what the asker has already, and compresses the rest. Other
 * answers, streams and exports among them, stay as they are.
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
