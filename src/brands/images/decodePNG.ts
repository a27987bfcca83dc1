import { inflateSync } from 'node:zlib'

/** An image as pixels: red, green, blue and opacity, each from 0 to 255. */
export type Pixels = { height: number; rgba: Uint8Array; width: number }

/** More would hold up the process for too long: a million takes some 30 ms. */
const MAX_PIXELS = 1_000_000

const GREY = 0
const RGB = 2
const PALETTE = 3
const GREY_ALPHA = 4
const RGB_ALPHA = 6

const CHANNELS = new Map([
  [GREY, 1],
  [RGB, 3],
  [PALETTE, 1],
  [GREY_ALPHA, 2],
  [RGB_ALPHA, 4],
])

type Head = {
  bits: number
  channels: number
  colours: number
  height: number
  width: number
}

const readHead = (file: Buffer): Head | null => {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const [bits, colours, interlace] = [file.readUInt8(24), file.readUInt8(25), file.readUInt8(28)]
  const channels = CHANNELS.get(colours)
  if (channels === undefined || interlace !== 0 || width * height > MAX_PIXELS) return null
  const isPacked = colours === GREY || colours === PALETTE
  if (bits !== 8 && !(isPacked && [1, 2, 4].includes(bits))) return null
  return { bits, channels, colours, height, width }
}

/** The data of all parts of a name, joined. */
const partsOf = (file: Buffer, name: string): Buffer => {
  const found: Buffer[] = []
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) !== name) continue
    found.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  return Buffer.concat(found)
}

const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [
    Math.abs(guess - left),
    Math.abs(guess - up),
    Math.abs(guess - corner),
  ]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

type Guess = (left: number, up: number, corner: number) => number

/** What each filter was told from: the bytes to the left, above, and to the left of that. */
const GUESSES: readonly (Guess | undefined)[] = [
  undefined,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
]

/** Undoes the filters of all rows, in place. Each row begins with the number of its filter. */
const unfilter = (data: Buffer, { rowBytes, step }: { rowBytes: number; step: number }): void => {
  const stride = rowBytes + 1
  for (let row = 0; row < data.length; row += stride) {
    const guess = GUESSES[data[row] ?? 0]
    if (!guess) continue
    for (let index = 1; index <= rowBytes; index += 1) {
      const at = row + index
      const left = index > step ? (data[at - step] ?? 0) : 0
      const up = row > 0 ? (data[at - stride] ?? 0) : 0
      const corner = row > 0 && index > step ? (data[at - stride - step] ?? 0) : 0
      data[at] = (data[at] ?? 0) + guess(left, up, corner)
    }
  }
}

type Source = Head & { data: Buffer; opacities: Buffer; palette: Buffer; rowBytes: number }

/** A value of a row, of 1 to 8 bits. */
const valueAt = ({ bits, data, rowBytes }: Source, y: number, index: number): number => {
  const bit = index * bits
  const byte = data[y * (rowBytes + 1) + 1 + (bit >> 3)] ?? 0
  return (byte >> (8 - bits - (bit & 7))) & ((1 << bits) - 1)
}

/** The colour of a pixel as one number: opacity, blue, green and red, from the highest byte. */
const packed = (red: number, green: number, blue: number, opacity: number): number =>
  (opacity << 24) | (blue << 16) | (green << 8) | red

/** All colours of an image with a palette, or of grey values of up to 8 bits. */
const listedColours = ({ bits, colours, opacities, palette }: Source): Int32Array =>
  Int32Array.from({ length: 1 << bits }, (_, entry) => {
    if (colours === PALETTE) {
      const at = (part: number) => palette[entry * 3 + part] ?? 0
      return packed(at(0), at(1), at(2), opacities[entry] ?? 255)
    }
    const grey = Math.round((entry * 255) / ((1 << bits) - 1))
    return packed(grey, grey, grey, 255)
  })

/** The colour of a pixel of 8 bits a channel. `at`: where its bytes begin. */
const colourAt = ({ colours, data }: Source, at: number): number => {
  const first = data[at] ?? 0
  if (colours === GREY_ALPHA) return packed(first, first, first, data[at + 1] ?? 0)
  const opacity = colours === RGB_ALPHA ? (data[at + 3] ?? 0) : 255
  return packed(first, data[at + 1] ?? 0, data[at + 2] ?? 0, opacity)
}

const pixelsOf = (source: Source): Uint8Array => {
  const { channels, height, rowBytes, width } = source
  const listed = channels === 1 ? listedColours(source) : null
  const rgba = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    const row = y * (rowBytes + 1) + 1
    for (let x = 0; x < width; x += 1) {
      const colour = listed
        ? (listed[valueAt(source, y, x)] ?? 0)
        : colourAt(source, row + x * channels)
      rgba.writeInt32LE(colour, (y * width + x) * 4)
    }
  }
  return rgba
}

/**
 * Decodes a PNG that `readPNG` has accepted.
 * @returns null if it is interlaced, has 16 bits a channel or more than a million pixels, or is broken
 */
export const decodePNG = (file: Buffer): null | Pixels => {
  const head = readHead(file)
  if (!head) return null
  const { bits, channels, height, width } = head
  const rowBytes = Math.ceil((width * channels * bits) / 8)
  const size = height * (rowBytes + 1)
  let data: Buffer
  try {
    data = inflateSync(partsOf(file, 'IDAT'), { maxOutputLength: size })
  } catch {
    return null
  }
  if (data.length !== size) return null
  unfilter(data, { rowBytes, step: Math.max(1, (channels * bits) >> 3) })
  const source = {
    ...head,
    data,
    opacities: partsOf(file, 'tRNS'),
    palette: partsOf(file, 'PLTE'),
    rowBytes,
  }
  return { height, rgba: pixelsOf(source), width }
}
