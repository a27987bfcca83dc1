import { type Duplex, Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'

/** Why a body was not read. */
export type Unread = 'too_large' | 'undecodable'

type ReadCapped = {
  body: AsyncIterable<Uint8Array> | null
  /** As `Content-Length` says, if it says. */
  declared: null | string
  /** `Content-Encoding`, if any. */
  encoding: null | string
  maxBytes: number
}

const DECODERS = new Map<string, () => Duplex>([
  ['deflate', createInflate],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
])

const isPlain = (encoding: string) => encoding === '' || encoding === 'identity'

/** Fails with the decoder's own error when the bytes are not what the encoding promises. */
const isDecodingError = (err: unknown): boolean =>
  err instanceof Error && 'code' in err && String(err.code).startsWith('Z_')

/**
 * Reads a body, up to a number of bytes (after decompression) and no further.
 * @returns the bytes, or why there is none
 */
export const readCapped = async ({
  body,
  declared,
  encoding,
  maxBytes,
}: ReadCapped): Promise<{ bytes: Uint8Array } | { unread: Unread }> => {
  const name = encoding?.trim().toLowerCase() ?? ''
  const decoder = DECODERS.get(name)
  if (!decoder && !isPlain(name)) return { unread: 'undecodable' }
  if (declared !== null && Number(declared) > maxBytes) return { unread: 'too_large' }
  if (!body) return { bytes: new Uint8Array() }

  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const source: AsyncIterable<Uint8Array> = decoder
      ? Readable.from(body, { objectMode: false }).compose(decoder())
      : body
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > maxBytes) return { unread: 'too_large' }
      chunks.push(chunk)
    }
  } catch (err) {
    if (isDecodingError(err)) return { unread: 'undecodable' }
    throw err
  }
  return { bytes: Buffer.concat(chunks, size) }
}
