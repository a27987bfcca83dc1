import { crc32, deflateSync } from 'node:zlib'
import type { Pixels } from './decodePNG'

/** The share of the side that a logo takes. Phones cut the edges of icons off. */
const FILLED = 0.625
const WHITE = 255

const part = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

type Area = { bottom: number; left: number; right: number; top: number }

/** The mean colour of an area, on white. Edges of pixels that are only partly in it count as whole. */
const meanOf = ({ rgba, width }: Pixels, { bottom, left, right, top }: Area): number[] => {
  const sums = [0, 0, 0]
  let count = 0
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * width + x) * 4
      const opacity = (rgba[at + 3] ?? 0) / 255
      for (const channel of [0, 1, 2]) {
        const colour = rgba[at + channel] ?? 0
        sums[channel] = (sums[channel] ?? 0) + colour * opacity + WHITE * (1 - opacity)
      }
      count += 1
    }
  }
  return sums.map((sum) => Math.round(sum / count))
}

/**
 * A square PNG with an image in its middle, on white: what iPhones take as an icon.
 * @param side in pixels
 */
export const squarePNG = (image: Pixels, side: number): Buffer => {
  const scale = (side * FILLED) / Math.max(image.width, image.height)
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  const [width, height] = [scaled(image.width), scaled(image.height)]
  const [left, top] = [Math.floor((side - width) / 2), Math.floor((side - height) / 2)]
  const stride = side * 3 + 1
  const rows = Buffer.alloc(side * stride, WHITE)
  for (let y = 0; y < side; y += 1) rows[y * stride] = 0
  const spanOf = (index: number, length: number, of: number): [number, number] => {
    const from = Math.floor((index * of) / length)
    return [from, Math.min(of, Math.max(from + 1, Math.ceil(((index + 1) * of) / length)))]
  }
  for (let y = 0; y < height; y += 1) {
    const [areaTop, bottom] = spanOf(y, height, image.height)
    for (let x = 0; x < width; x += 1) {
      const [areaLeft, right] = spanOf(x, width, image.width)
      const colour = meanOf(image, { bottom, left: areaLeft, right, top: areaTop })
      rows.set(colour, (top + y) * stride + 1 + (left + x) * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', head),
    part('IDAT', deflateSync(rows, { level: 9 })),
    part('IEND', Buffer.alloc(0)),
  ])
}
