import { describe, expect, it } from 'vitest'
import { extractedRows, labelOf } from '../../../src/vapi/extractedRows'

describe('the label of an extracted field', () => {
  it.each([
    ['preferredTime', 'Preferred time'],
    ['customer_phone', 'Customer phone'],
    ['call-back', 'Call back'],
    ['URL', 'URL'],
    ['vehicleVIN', 'Vehicle VIN'],
    ['Größe', 'Größe'],
    ['اسم', 'اسم'],
    ['step2Done', 'Step2 done'],
  ])('of %s is %s', (name, label) => {
    expect(labelOf(name)).toBe(label)
  })
})

describe('the rows of what was extracted', () => {
  it('leave out what is empty', () => {
    expect(extractedRows({ a: null, b: '', c: ' ', d: [], e: {}, f: 0, g: false })).toEqual([
      { label: 'F', value: '0' },
      { label: 'G', value: 'false' },
    ])
  })

  it('name nested fields by the way to them, and number the items of a list', () => {
    expect(
      extractedRows({
        booking: { day: 'Friday', guests: [{ name: 'Ada' }, { name: 'Bo' }] },
        tags: ['new', 'vip'],
      }),
    ).toEqual([
      { label: 'Booking › Day', value: 'Friday' },
      { label: 'Booking › Guests 1 › Name', value: 'Ada' },
      { label: 'Booking › Guests 2 › Name', value: 'Bo' },
      { label: 'Tags', value: 'new, vip' },
    ])
  })

  it.each([null, undefined, 'text', 4, true])('of %s are none', (data) => {
    expect(extractedRows(data)).toEqual([])
  })

  it('end, however deep or many the fields are', () => {
    // As deep as bodies are stored.
    let deep: unknown = 'end'
    for (let level = 0; level < 64; level += 1) deep = { deep }
    expect(extractedRows(deep)).toHaveLength(1)
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, n]))
    expect(extractedRows(many)).toHaveLength(200)
    expect(extractedRows({ a: { b: { c: { d: { e: { f: 1 } } } } } })).toEqual([
      { label: 'A › B › C › D › E', value: '1' },
    ])
    expect(extractedRows({ a: { b: { c: { d: [{ e: { f: 'x', g: [2] } }] } } } })).toEqual([
      { label: 'A › B › C › D 1', value: 'x, 2' },
    ])
  })

  it('are read no further than they are shown, and names no longer', () => {
    const beyond = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('It was read')
      },
    })
    const items = Array.from({ length: 300 }, (_, n) => (n < 250 ? { a: n } : beyond))
    expect(extractedRows(items)).toHaveLength(200)
    expect(() => extractedRows([beyond])).toThrow('It was read')
    expect(labelOf('a'.repeat(100_000))).toHaveLength(200)
    let deep: unknown = 'end'
    for (let level = 0; level < 9_000; level += 1) deep = [deep]
    expect(extractedRows({ deep })).toEqual([{ label: 'Deep 1 1 1 1', value: 'end' }])
  })

  it('say yes and no in the reader’s words', () => {
    expect(extractedRows({ isNew: true, seen: [false] }, { no: 'nein', yes: 'ja' })).toEqual([
      { label: 'Is new', value: 'ja' },
      { label: 'Seen', value: 'nein' },
    ])
  })
})
