import { type Duplex, pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { errorCode } from '../lib/errorCode'
import { type BodyTimes, inTime, TooSlow } from './inTime'

/** Why a body was not read. */
export type Unread = 'too_large' | 'too_slow' | 'undecodable'

/** A body that has not been read. `whole` reads its `length` bytes, if there is a quicker way. */
export type PostedBody = AsyncIterable<Uint8Array> & {
  whole?: (times: BodyTimes, length: number) => Promise<Uint8Array>
}

type ReadCapped<Refused> = {
  body: PostedBody | null
  /** `Content-Length`, if any. */
  declared: null | string
  /** `Content-Encoding`, if any. */
  encoding: null | string
  maxBytes: number
  /**
   * Called once, before more than `small` bytes are read, with the largest size that the body can have.
   * Reading waits for it. Returns why the body is refused, or null.
   */
  mayBeLarge: (bytes: number) => Promise<null | Refused>
  small: number
  times: BodyTimes
}

const DECODERS = new Map<string, () => Duplex>([
  ['br', createBrotliDecompress],
  ['deflate', createInflate],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
])

const isPlain = (encoding: string) => encoding === '' || encoding === 'identity'

/** True for an error of a decoder: the bytes do not match the encoding. */
const isDecodingError = (err: unknown): boolean => /^(Z_|ERR__)/.test(errorCode(err) ?? '')

/** Not `compose`: the error of a body that is cut off would be unhandled there, and end the process. */
const decode = (pieces: AsyncIterable<Uint8Array>, decoder: Duplex): AsyncIterable<Uint8Array> =>
  // The reader gets every error, so the callback can ignore them.
  pipeline(Readable.from(pieces, { objectMode: false }), decoder, () => undefined)

/**
 * Reads and decompresses a body, up to a number of bytes after decompression.
 * @returns the bytes, or why the body was not read
 * @throws when the sender is gone
 */
export const readCapped = async <Refused>({
  body,
  declared,
  encoding,
  maxBytes,
  mayBeLarge,
  small,
  times,
}: ReadCapped<Refused>): Promise<{ bytes: Uint8Array } | { unread: Refused | Unread }> => {
  const name = encoding?.trim().toLowerCase() ?? ''
  const decoder = DECODERS.get(name)
  if (!decoder && !isPlain(name)) return { unread: 'undecodable' }
  const length = declared === null ? null : Number(declared)
  if (length !== null && length > maxBytes) return { unread: 'too_large' }
  if (!body) return { bytes: new Uint8Array() }

  let isAdmitted = false
  if (length !== null && length > small) {
    const refused = await mayBeLarge(decoder ? maxBytes : length)
    if (refused !== null) return { unread: refused }
    isAdmitted = true
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    if (body.whole && length !== null && length <= small && !decoder) {
      return { bytes: await body.whole(times, length) }
    }
    const pieces = inTime(body, times)
    for await (const chunk of decoder ? decode(pieces, decoder()) : pieces) {
      size += chunk.byteLength
      if (size > maxBytes) return { unread: 'too_large' }
      chunks.push(chunk)
      if (size > small && !isAdmitted) {
        const refused = await mayBeLarge(maxBytes)
        if (refused !== null) return { unread: refused }
        isAdmitted = true
      }
    }
  } catch (err) {
    if (err instanceof TooSlow) return { unread: 'too_slow' }
    if (isDecodingError(err)) return { unread: 'undecodable' }
    throw err
  }
  return { bytes: Buffer.concat(chunks, size) }
}
