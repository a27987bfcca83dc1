import { brotliDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packText, unpackText } from '../../../src/lib/packedText'
import { decodeUTF8, encodeUTF8 } from '../../../src/lib/utf8'

const anyText = fc.string({ maxLength: 500, unit: 'binary' })

describe('a packed text', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(anyText, (text) => unpackText(packText(text)) === text))
  })

  it('is Brotli after its mark when that is shorter', () => {
    const text = 'the same prompt, '.repeat(400)
    const packed = packText(text)
    expect(packed[0]).toBe(1)
    expect(packed.byteLength).toBeLessThan(200)
    expect(brotliDecompressSync(packed.subarray(1)).toString()).toBe(text)
  })

  it('stays readable as it is when it is short', () => {
    expect(packText('{}').toString()).toBe('{}')
    expect(packText('')).toHaveLength(0)
  })

  it('is packed however short when it begins like a packed one', () => {
    expect(unpackText(packText('\u0001'))).toBe('\u0001')
    expect(unpackText(packText('\u0001 {}'))).toBe('\u0001 {}')
  })

  it('is what a database holds that never packed any', () => {
    expect(unpackText(Buffer.from('{"crème":"brûlée"}'))).toBe('{"crème":"brûlée"}')
  })
})

describe('UTF-8', () => {
  it('is written as Buffer.from writes it', () => {
    fc.assert(fc.property(anyText, (text) => encodeUTF8(text).equals(Buffer.from(text))))
  })

  it('is read as Buffer reads it, broken or not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          anyText.map((text) => Buffer.from(text)),
        ),
        (bytes) => decodeUTF8(bytes) === Buffer.from(bytes).toString('utf8'),
      ),
    )
  })

  it('is read from within a larger buffer', () => {
    const bytes = Buffer.from('before “crème” after')
    expect(decodeUTF8(bytes.subarray(7, bytes.length - 6))).toBe('“crème”')
  })
})
