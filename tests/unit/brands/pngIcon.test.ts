import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePNG } from '../../../src/brands/images/decodePNG'
import { squarePNG } from '../../../src/brands/images/squarePNG'
import { readLogo } from '../../../src/brands/readLogo'
import { makePNG } from '../../helpers/images'

const part = (name: string, data: readonly number[] | Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, Buffer.from(data), Buffer.alloc(4)])
}

type Made = {
  bits: number
  colours: number
  height: number
  interlace?: number
  parts?: Buffer[]
  rows: readonly (readonly number[])[]
  width: number
}

/** A PNG of rows as they are in the file: the number of the filter, then its bytes. */
const pngOf = ({ bits, colours, height, interlace = 0, parts = [], rows, width }: Made): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([bits, colours, 0, 0, interlace], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', head),
    ...parts,
    part('IDAT', deflateSync(Buffer.from(rows.flat()))),
    part('IEND', []),
  ])
}

const pixelsOf = (made: Made) => {
  const rgba = decodePNG(pngOf(made))?.rgba
  return rgba && [...rgba]
}

describe('the pixels of a PNG', () => {
  it.each([
    ['grey', { bits: 8, colours: 0, rows: [[0, 10, 200]] }, [10, 10, 10, 255, 200, 200, 200, 255]],
    [
      'grey of one bit',
      { bits: 1, colours: 0, rows: [[0, 0b01000000]] },
      [0, 0, 0, 255, 255, 255, 255, 255],
    ],
    [
      'colours',
      { bits: 8, colours: 2, rows: [[0, 1, 2, 3, 4, 5, 6]] },
      [1, 2, 3, 255, 4, 5, 6, 255],
    ],
    [
      'a palette',
      {
        bits: 4,
        colours: 3,
        parts: [part('PLTE', [9, 8, 7, 1, 2, 3]), part('tRNS', [40])],
        rows: [[0, 0x10]],
      },
      [1, 2, 3, 255, 9, 8, 7, 40],
    ],
    [
      'grey with opacity',
      { bits: 8, colours: 4, rows: [[0, 7, 99, 8, 0]] },
      [7, 7, 7, 99, 8, 8, 8, 0],
    ],
    [
      'colours with opacity',
      { bits: 8, colours: 6, rows: [[0, 1, 2, 3, 4, 5, 6, 7, 8]] },
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
  ] as const)('in %s are read', (_, made, rgba) => {
    const { parts, ...rest } = { parts: undefined, ...made }
    expect(pixelsOf({ ...rest, height: 1, parts: parts && [...parts], width: 2 })).toEqual(rgba)
  })

  it('are the same with every filter', () => {
    const rows = [
      [10, 20, 30, 60],
      [12, 25, 29, 61],
    ]
    const plain = rows.flatMap((row) => row.flatMap((grey) => [grey, grey, grey, 255]))
    const filtered = {
      average: [3, 7, 9, 2, 17],
      paeth: [4, 2, 5, 255, 1],
      sub: [1, 12, 13, 4, 32],
      up: [2, 2, 5, 255, 1],
    }
    for (const [name, second] of Object.entries(filtered)) {
      const made = {
        bits: 8,
        colours: 0,
        height: 2,
        rows: [[0, ...(rows[0] ?? [])], second],
        width: 4,
      }
      expect([name, pixelsOf(made)]).toEqual([name, plain])
    }
  })

  it.each([
    ['an interlaced one', { bits: 8, colours: 0, interlace: 1, rows: [[0, 1]] }],
    ['one of 16 bits', { bits: 16, colours: 0, rows: [[0, 1, 1]] }],
    ['one with too little data', { bits: 8, colours: 6, rows: [[0, 1]] }],
    ['one with too much data', { bits: 8, colours: 0, rows: [[0, 1, 2, 3, 4]] }],
    ['one of an unknown kind', { bits: 8, colours: 5, rows: [[0, 1]] }],
  ] as const)('of %s are not read', (_, made) => {
    expect(decodePNG(pngOf({ ...made, height: 1, width: 1 }))).toBeNull()
  })

  it('of a larger one are not read, however small its file is', () => {
    expect(decodePNG(makePNG({ height: 1_000, width: 1_001 }))).toBeNull()
  })

  it('of a file with any byte changed are read or are none, and never fail', () => {
    const file = makePNG({ height: 20, width: 30 })
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(file)
        changed[at] = value
        const logo = readLogo(changed)
        if (logo) decodePNG(logo.bytes)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('an icon as PNG', () => {
  it('is square, with the logo in its middle, on white, as wide as it is high', () => {
    const logo = decodePNG(makePNG({ height: 40, width: 120 }))
    if (!logo) throw new Error('There are no pixels')
    const icon = squarePNG(logo, 180)
    expect(readLogo(icon)).toMatchObject({ height: 180, type: 'image/png', width: 180 })
    const shown = decodePNG(icon)
    const at = (x: number, y: number) => shown?.rgba[(y * 180 + x) * 4]
    expect([at(0, 0), at(90, 50), at(20, 90)]).toEqual([255, 255, 255])
    expect([at(90, 90), at(40, 90), at(140, 90)]).toEqual([0x80, 0x80, 0x80])
  })

  it('is white where the logo is not', () => {
    const rgba = new Uint8Array(16 * 16 * 4)
    const shown = decodePNG(squarePNG({ height: 16, rgba, width: 16 }, 180))
    expect(shown?.rgba.every((value) => value === 255)).toBe(true)
  })
})
