import { createCipheriv, createDecipheriv } from 'node:crypto'

/** How many bytes of a recording are sealed at a time. */
export const FRAME_BYTES = 64 * 1024
const TAG_BYTES = 16
const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES
const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12

/** The key of one file, which seals nothing else, and what the file belongs to. */
export type FileKey = { id: string; key: Uint8Array }

/** A part of a recording, in bytes: `to` is the first one that is not part of it. */
export type Part = { from: number; to: number }

/** A sealed file was changed, cut, or belongs to another recording. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

// A key is used for one file, so its nonces need not be random. They say which frame this is and whether it is the last.
const nonceOf = (number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

type Frame = { bytes: Uint8Array; isLast: boolean; number: number }

const sealFrame = ({ bytes, isLast, number }: Frame, { id, key }: FileKey): Uint8Array => {
  const options = { authTagLength: TAG_BYTES }
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(number, isLast), options)
  cipher.setAAD(Buffer.from(id))
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

const openFrame = ({ bytes, isLast, number }: Frame, { id, key }: FileKey): Uint8Array => {
  const options = { authTagLength: TAG_BYTES }
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(number, isLast), options)
  decipher.setAAD(Buffer.from(id))
  const at = bytes.byteLength - TAG_BYTES
  decipher.setAuthTag(bytes.subarray(at))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, at)), decipher.final()])
  } catch {
    throw new SealBroken('A frame of a recording does not open')
  }
}

/**
 * Seals a recording in frames of 64 KB, each with a tag of its own, so that a part can be read alone. Frames cannot be
 * changed, left out, put in another order or into another file.
 * @param fileKey a key that has sealed nothing yet
 */
export async function* sealFrames(
  recording: AsyncIterable<Uint8Array>,
  fileKey: FileKey,
): AsyncGenerator<Uint8Array, void, void> {
  const frame = Buffer.alloc(FRAME_BYTES)
  let filled = 0
  let number = 0
  for await (const chunk of recording) {
    for (let at = 0; at < chunk.byteLength; ) {
      // Only now it is known that this one is not the last.
      if (filled === FRAME_BYTES) {
        yield sealFrame({ bytes: frame, isLast: false, number }, fileKey)
        number += 1
        filled = 0
      }
      const piece = chunk.subarray(at, at + FRAME_BYTES - filled)
      frame.set(piece, filled)
      filled += piece.byteLength
      at += piece.byteLength
    }
  }
  yield sealFrame({ bytes: frame.subarray(0, filled), isLast: true, number }, fileKey)
}

const lastFrameOf = (bytes: number): number => Math.max(0, Math.ceil(bytes / FRAME_BYTES) - 1)

const sealedBytes = (bytes: number): number => bytes + (lastFrameOf(bytes) + 1) * TAG_BYTES

/**
 * Which bytes of the sealed file hold a part of a recording.
 * @param bytes the size of the recording
 */
export const sealedPartOf = ({ from, to }: Part, bytes: number): Part => ({
  from: Math.floor(from / FRAME_BYTES) * SEALED_FRAME_BYTES,
  to: Math.min(sealedBytes(bytes), Math.ceil(to / FRAME_BYTES) * SEALED_FRAME_BYTES),
})

/** Pieces of exactly these sizes, one after the other. */
async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  sizeOf: (piece: number) => number,
): AsyncGenerator<Uint8Array, void, void> {
  let number = 0
  let piece = Buffer.alloc(sizeOf(0))
  let filled = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; ) {
      const some = chunk.subarray(at, at + piece.byteLength - filled)
      if (some.byteLength === 0) return
      piece.set(some, filled)
      filled += some.byteLength
      at += some.byteLength
      if (filled < piece.byteLength) continue
      yield piece
      number += 1
      piece = Buffer.alloc(sizeOf(number))
      filled = 0
    }
  }
}

/**
 * Opens a part of a recording.
 * @param bytes the size of the whole recording
 * @param sealed the bytes of the file that `sealedPartOf` names, in chunks of any size
 * @throws {SealBroken} at the first frame that is not what was sealed; what came before is right
 */
export async function* openFrames(
  sealed: AsyncIterable<Uint8Array>,
  { bytes, fileKey, part }: { bytes: number; fileKey: FileKey; part: Part },
): AsyncGenerator<Uint8Array, void, void> {
  const first = Math.floor(part.from / FRAME_BYTES)
  const last = lastFrameOf(bytes)
  const end = Math.min(last, lastFrameOf(part.to))
  const lastSize = bytes - last * FRAME_BYTES + TAG_BYTES
  const sizeOf = (piece: number) => {
    if (first + piece > end) return 0
    return first + piece === last ? lastSize : SEALED_FRAME_BYTES
  }
  let number = first
  for await (const piece of piecesOf(sealed, sizeOf)) {
    const opened = openFrame({ bytes: piece, isLast: number === last, number }, fileKey)
    const start = number * FRAME_BYTES
    yield opened.subarray(Math.max(0, part.from - start), part.to - start)
    number += 1
  }
  if (number <= end) throw new SealBroken('A recording is cut short')
}
