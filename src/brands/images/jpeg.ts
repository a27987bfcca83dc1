import type { ReadImage } from './readImage'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
/** Segments for colours: JFIF, ICC and Adobe's. Comments and the other ones hold texts and places. */
const COLOURS = new Set([0xe0, 0xe2, 0xee])

const isApplication = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/** A start of frame, which has the size. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Where the data of a scan ends: at the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (file: Buffer, from: number): number => {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]
    if (next === undefined) break
    if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return file.length
}

/** Reads a JPEG: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B. */
export const readJPEG: ReadImage = (file) => {
  if (file.length < 4 || file.readUInt8(0) !== 0xff || file.readUInt8(1) !== START) return null
  const parts = [file.subarray(0, 2)]
  let size: { height: number; width: number } | null = null
  let at = 2
  while (at + 2 <= file.length) {
    const marker = file.readUInt8(at + 1)
    if (file.readUInt8(at) !== 0xff) return null
    if (marker === END) {
      parts.push(file.subarray(at, at + 2))
      return size && at + 2 === file.length ? { bytes: Buffer.concat(parts), ...size } : null
    }
    if (at + 9 > file.length) return null
    if (isFrame(marker))
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    const head = at + 2 + file.readUInt16BE(at + 2)
    const end = marker === SCAN ? endOfScan(file, head) : head
    if (!isApplication(marker) || COLOURS.has(marker)) parts.push(file.subarray(at, end))
    at = end
  }
  return null
}
