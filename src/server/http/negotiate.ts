import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { chooseEncoding, type Encoding } from './acceptEncoding'
import { isMatch, tagOf } from './entityTag'
import type { Whole } from './wholeBody'

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
