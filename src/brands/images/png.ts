import type { ReadImage } from './readImage'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The parts that show an image, its colours and its animation. Others hold texts, times and places. */
const SHOWN = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' '),
)

/** Reads a PNG: https://www.w3.org/TR/png-3/#5Chunk-layout. */
export const readPNG: ReadImage = (file) => {
  const signature = file.subarray(0, SIGNATURE.length)
  if (!signature.equals(SIGNATURE) || file.toString('latin1', 12, 16) !== 'IHDR') return null
  const parts = [signature]
  let at = SIGNATURE.length
  let name = ''
  while (name !== 'IEND') {
    if (at + 12 > file.length) return null
    name = file.toString('latin1', at + 4, at + 8)
    const end = at + 12 + file.readUInt32BE(at)
    if (SHOWN.has(name)) parts.push(file.subarray(at, end))
    at = end
  }
  if (at !== file.length || file.length < 33) return null
  return {
    bytes: Buffer.concat(parts),
    height: file.readUInt32BE(20),
    width: file.readUInt32BE(16),
  }
}
