import type { Image, ReadImage } from './readImage'

/** The chunks that show an image, its colours and its animation. `EXIF` and `XMP ` hold texts and places. */
const SHOWN = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** The bits of `VP8X` that announce `EXIF` and `XMP `. */
const ANNOUNCED = 0b1100
const HEAD = 12

type Size = Pick<Image, 'height' | 'width'>

/** The size, by the first chunk: lossy, lossless or extended. */
const sizeIn = (chunk: Buffer): null | Size => {
  switch (chunk.toString('latin1', 0, 4)) {
    case 'VP8 ':
      if (chunk.length < 18 || chunk.readUIntBE(11, 3) !== 0x9d012a) return null
      return { height: chunk.readUInt16LE(16) & 0x3fff, width: chunk.readUInt16LE(14) & 0x3fff }
    case 'VP8L': {
      if (chunk.length < 13 || chunk.readUInt8(8) !== 0x2f) return null
      const packed = chunk.readUInt32LE(9)
      return { height: ((packed >>> 14) & 0x3fff) + 1, width: (packed & 0x3fff) + 1 }
    }
    case 'VP8X':
      if (chunk.length < 18) return null
      return { height: chunk.readUIntLE(15, 3) + 1, width: chunk.readUIntLE(12, 3) + 1 }
    default:
      return null
  }
}

const withoutAnnounced = (chunk: Buffer): Buffer => {
  if (chunk.toString('latin1', 0, 4) !== 'VP8X') return chunk
  const copy = Buffer.from(chunk)
  copy.writeUInt8(copy.readUInt8(8) & ~ANNOUNCED, 8)
  return copy
}

/** Reads a WebP: https://developers.google.com/speed/webp/docs/riff_container. */
export const readWebP: ReadImage = (file) => {
  if (file.length < HEAD || file.toString('latin1', 0, 4) !== 'RIFF') return null
  if (file.toString('latin1', 8, 12) !== 'WEBP' || file.readUInt32LE(4) + 8 !== file.length)
    return null
  const chunks: Buffer[] = []
  let at = HEAD
  while (at + 8 <= file.length) {
    const length = file.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > file.length) return null
    if (SHOWN.has(file.toString('latin1', at, at + 4))) chunks.push(file.subarray(at, end))
    at = end
  }
  const [first] = chunks
  const size = first && at === file.length ? sizeIn(first) : null
  if (!size) return null
  const body = Buffer.concat(chunks.map(withoutAnnounced))
  const head = Buffer.from(file.subarray(0, HEAD))
  head.writeUInt32LE(body.length + 4, 4)
  return { bytes: Buffer.concat([head, body]), ...size }
}
