import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonBytes } from '../../../src/database/lists/jsonBytes'
import {
  cutSummaries,
  firstCharacters,
  LISTED_SUMMARY,
} from '../../../src/database/lists/truncated'
import { packText, unpackText, unpackWithin } from '../../../src/lib/packedText'

const text = fc.string({ maxLength: 200, unit: 'binary' })

describe('a text in a list', () => {
  it('is as many bytes as JSON makes of it', () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(jsonBytes(each)).toBe(Buffer.byteLength(JSON.stringify(each)) - 2)
      }),
    )
  })

  it('is cut between characters, by their number', () => {
    fc.assert(
      fc.property(text, fc.nat(120), (each, max) => {
        expect(firstCharacters(each, max)).toBe([...each].slice(0, max).join(''))
      }),
    )
  })

  it('is cut where it is the summary of a call, and nowhere else', () => {
    const long = '😀'.repeat(LISTED_SUMMARY + 1)
    const exact = '😀'.repeat(LISTED_SUMMARY)
    const docs = [{ summary: long }, { summary: exact }, { summary: null }, {}]
    cutSummaries('call-summaries', docs)
    expect(docs).toEqual([
      { summary: exact, truncated: ['summary'] },
      { summary: exact },
      { summary: null },
      {},
    ])
    const line = [{ summary: 'as long as a line' }, { summary: 'short' }]
    cutSummaries('call-summaries', line, 5)
    expect(line).toEqual([{ summary: 'as lo', truncated: ['summary'] }, { summary: 'short' }])
    const others = [{ summary: long }]
    cutSummaries('webhook-deliveries', others)
    expect(others).toEqual([{ summary: long }])
  })
})

describe('a packed text', () => {
  it('is unpacked where it fits, and no further where it does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20_000), fc.nat(20_000), async (length, max) => {
        const packed = packText('é'.repeat(length))
        expect(await unpackWithin(packed, undefined)).toBe(unpackText(packed))
        const within = await unpackWithin(packed, max)
        expect(within).toBe(length * 2 <= max ? unpackText(packed) : undefined)
      }),
    )
  })
})
