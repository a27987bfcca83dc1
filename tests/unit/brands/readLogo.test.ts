import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_LOGO_BYTES, readLogo } from '../../../src/brands/readLogo'
import { makeJPEG, makePNG, makeWebP } from '../../helpers/images'

const KINDS = {
  JPEG: [makeJPEG, 'image/jpeg'],
  PNG: [makePNG, 'image/png'],
  'extended WebP': [makeWebP.extended, 'image/webp'],
  'lossless WebP': [makeWebP.lossless, 'image/webp'],
  'lossy WebP': [makeWebP.lossy, 'image/webp'],
} as const

const HTML = Buffer.from('<script>alert(document.domain)</script>')

describe.each(Object.entries(KINDS))('a %s', (_, [make, type]) => {
  it('is known by its bytes, with its size', () => {
    const file = make({ height: 300, width: 700 })
    expect(readLogo(file)).toEqual({ bytes: file, height: 300, type, width: 700 })
  })

  it.each([
    [15, 100],
    [100, 15],
    [2_001, 100],
    [100, 2_001],
  ])('of %i × %i pixels is none', (width, height) => {
    expect(readLogo(make({ height, width }))).toBeNull()
  })

  it('goes from 16 to 2,000 pixels', () => {
    expect(readLogo(make({ height: 16, width: 2_000 }))).toMatchObject({ height: 16, width: 2_000 })
  })

  it('that goes on as something else is none', () => {
    expect(readLogo(Buffer.concat([make(), HTML]))).toBeNull()
    expect(readLogo(Buffer.concat([make(), make()]))).toBeNull()
    expect(readLogo(Buffer.concat([make(), HTML, make().subarray(-2)]))).toBeNull()
  })

  it('that begins as something else is none', () => {
    expect(readLogo(Buffer.concat([HTML, make()]))).toBeNull()
  })

  it('that is cut off anywhere is none', () => {
    const file = make()
    for (let end = 0; end < file.length; end += 1) {
      expect(readLogo(file.subarray(0, end))).toBeNull()
    }
  })

  it('with any byte changed is read or is none, and never fails', () => {
    const file = make()
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(file)
        changed[at] = value
        const logo = readLogo(changed)
        expect(logo === null || logo.width >= 16).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a logo', () => {
  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script/></svg>'],
    ['a GIF', 'GIF89a\x64\x00\x64\x00\x80\x00\x00;'],
    ['a page', '<!doctype html><title>x</title>'],
    ['nothing', ''],
  ])('is not %s', (_, content) => {
    expect(readLogo(Buffer.from(content, 'latin1'))).toBeNull()
  })

  it('has at most 200 KB', () => {
    const rest = MAX_LOGO_BYTES - makePNG().length
    expect(readLogo(makePNG({ padding: rest }))).not.toBeNull()
    expect(readLogo(makePNG({ padding: rest + 1 }))).toBeNull()
  })

  it('is stored without what programs wrote into it', () => {
    const secret = 'Taken at 52.52, 13.40 by Ada'
    for (const [file, without] of [
      [makePNG({ texts: [`Comment\0${secret}`] }), makePNG()],
      [makeJPEG({ comment: secret }), makeJPEG()],
      [makeWebP.extended({ exif: secret }), makeWebP.extended()],
    ] as const) {
      expect(file.includes(secret)).toBe(true)
      expect(readLogo(file)?.bytes.equals(without)).toBe(true)
    }
  })
})
