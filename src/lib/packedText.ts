import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, brotliDecompressSync, constants } from 'node:zlib'
import { errorCode } from './errorCode'
import { decodeUTF8, encodeUTF8 } from './utf8'

/** The first byte of packed text. No JSON begins with it. */
const PACKED = 1

// At this quality Brotli packed 25 KB in less than half of zlib's time, and as small: a system prompt
// occurs four times in a body. Postgres then neither parses nor compresses those bytes.
const FASTEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } }

// Smaller texts gain little, and setting up the encoder takes longer than storing them.
const WORTH_PACKING = 4 * 1024

/**
 * Packs well-formed text for a `bytea` column: the byte 1 and Brotli (RFC 7932), or plain UTF-8 when the
 * text is short or does not get smaller.
 */
export const packText = (text: string): Buffer => {
  const plain = encodeUTF8(text)
  const isMarked = plain[0] === PACKED
  if (plain.byteLength < WORTH_PACKING && !isMarked) return plain
  const packed = brotliCompressSync(plain, FASTEST)
  if (packed.byteLength + 1 >= plain.byteLength && !isMarked) return plain
  return Buffer.concat([Buffer.of(PACKED), packed])
}

/**
 * The text of a `bytea` column.
 * @throws when the bytes are marked as packed and are not Brotli
 */
export const unpackText = (bytes: Uint8Array): string =>
  decodeUTF8(bytes[0] === PACKED ? brotliDecompressSync(bytes.subarray(1)) : bytes)

const unpack = promisify(brotliDecompress)

/**
 * The text of a `bytea` column, unpacked off the main thread.
 * @param maxBytes how long the unpacked text may be; undefined: no limit
 * @returns undefined for a longer text; unpacking stops at the limit
 * @throws when the bytes are marked as packed and are not Brotli
 */
export const unpackWithin = async (
  bytes: Uint8Array,
  maxBytes: number | undefined,
): Promise<string | undefined> => {
  if (bytes[0] !== PACKED)
    return maxBytes !== undefined && bytes.byteLength > maxBytes ? undefined : decodeUTF8(bytes)
  if (maxBytes !== undefined && maxBytes < 1) return undefined
  try {
    const options = maxBytes === undefined ? {} : { maxOutputLength: maxBytes }
    return decodeUTF8(await unpack(bytes.subarray(1), options))
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return undefined
    throw error
  }
}
