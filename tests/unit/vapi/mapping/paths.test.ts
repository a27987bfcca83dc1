import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../../src/lib/json'
import type { Reader, Source } from '../../../../src/vapi/mapping/mapping'
import { createOpener, pathOf, stepsOf, valuesAt } from '../../../../src/vapi/mapping/path'
import { mappingOf, output, path, read, reportOf, variable } from './mapped'

const at = (value: JsonValue, text: string): readonly JsonValue[] | null => {
  const steps = stepsOf(text)
  return steps && valuesAt(value, steps, createOpener())
}

describe('a path', () => {
  const data: JsonValue = {
    '': 1,
    'a.b': { 'c"d': 'quoted' },
    cards: [
      { name: 'Outcome', value: 'booked' },
      { name: 'Price', value: 30 },
    ],
    empty: { a: '', b: [], c: null },
    items: [{ name: 'Cut' }, { name: '' }, { name: 'Shave' }],
    only: [{ name: 'Cut' }],
    text: '```json\n{"inner": {"n": 1}}\n```',
  }

  it.each<[string, JsonValue[] | null]>([
    ['items[0].name', ['Cut']],
    ['items.0.name', ['Cut']],
    ['items[*].name', ['Cut', 'Shave']],
    ['items[9].name', []],
    ['items.name', []],
    ['only.name', ['Cut']],
    ['cards.Outcome', ['booked']],
    ['["a.b"]["c\\"d"]', ['quoted']],
    ['text.inner.n', [1]],
    ['empty[*]', []],
    ['empty.a', []],
    ['constructor', []],
    ['__proto__', []],
    ['items.length', []],
    ['text.length', []],
    ['items.__proto__.constructor.name', []],
    ['', null],
    ['.', null],
    ['a..b', null],
    ['.a', null],
    ['a[', null],
    ['a[-1]', null],
    ['a["b', null],
    ['a]', null],
    [Array.from({ length: 33 }, () => 'a').join('.'), null],
  ])('%s', (text, wanted) => {
    expect(at(data, text)).toEqual(wanted)
  })

  it('is written so that it is read again, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4, minLength: 1 }), (keys) => {
        expect(stepsOf(pathOf(keys))).toEqual(keys.map((key) => ({ key, kind: 'key' })))
      }),
      { numRuns: 500 },
    )
  })

  it('names no more than a few values of a huge list', () => {
    const huge = { a: Array.from({ length: 100_000 }, () => ({ b: [1, 2, 3] })) }
    expect(at(huge, 'a[*].b[*]')).toHaveLength(200)
    expect(at({ a: Array.from({ length: 100_000 }, () => ({})) }, 'a[*].b')).toEqual([])
  })
})

describe('a source', () => {
  const service = (body: unknown, source: Source) =>
    read(body, mappingOf({ lines: { serviceName: { otherwise: 'nothing', sources: [source] } } }))
      .serviceName

  it.each(['call.metadata.plan', 'message.call.metadata.plan'])('by the path %s', (name) => {
    const call = { id: 'call-1', metadata: { plan: 'Gold' } }
    expect(service(reportOf({ call }), path(name))).toBe('Gold')
    expect(service({ call, message: { type: 'end-of-call-report' } }, path(name))).toBe('Gold')
    expect(service({ call, type: 'end-of-call-report' }, path(name))).toBe('Gold')
    expect(service([{ body: reportOf({ call }) }], path(name))).toBe('Gold')
  })

  it.each(['Booking result', 'booking_result', 'BookingResult'])(
    'by the name of a structured output: %s',
    (name) => {
      const result = { card: '{"service": "Cut"}', 'the.key': 'Shave' }
      const body = reportOf({
        artifact: { structuredOutputs: { a: { name: 'Booking result', result } } },
      })
      expect(service(body, output(name, 'text', 'card.service'))).toBe('Cut')
      expect(service(body, output(name, 'text', '["the.key"]'))).toBe('Shave')
      expect(service(body, output(name, 'text', 'nothing'))).toBeNull()
      expect(service(body, output('Other'))).toBeNull()
    },
  )

  it('by the name of a variable, wherever variables are', () => {
    const variables = { visit_type: 'Cut' }
    const places: JsonObject[] = [
      { artifact: { variableValues: variables } },
      { artifact: { variables } },
      { artifact: { nodes: [{ variableValues: variables }] } },
      { call: { assistantOverrides: { variableValues: variables }, id: 'call-1' } },
    ]
    for (const message of places) {
      expect(service(reportOf(message), variable('visit_type'))).toBe('Cut')
      expect(service(reportOf(message), variable('Visit type'))).toBe('Cut')
      expect(service(reportOf(message), variable('constructor'))).toBeNull()
    }
  })

  it.each<[Reader, string]>([
    ['text', 'Cut'],
    ['list', 'Cut, Shave'],
  ])('with several values is read by %s', (reader, wanted) => {
    const body = reportOf({ items: [{ n: 'N/A' }, { n: 'Cut' }, { n: 'Shave' }] })
    expect(service(body, path('items[*].n', reader))).toBe(wanted)
  })
})
