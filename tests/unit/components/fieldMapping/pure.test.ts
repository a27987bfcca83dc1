import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDraft, storedOf, triedOf } from '../../../../src/components/FieldMapping/draft'
import { keyFromLabel } from '../../../../src/components/FieldMapping/keyFromLabel'
import { moved, replaced, without } from '../../../../src/components/FieldMapping/lists'
import { priceText } from '../../../../src/components/FieldMapping/priceText'
import { type Place, searchPlaces } from '../../../../src/components/FieldMapping/searchPlaces'
import { seenOf, unmappedValues } from '../../../../src/components/FieldMapping/seen'
import {
  readerFor,
  sourcesOf,
  withSource,
  withSources,
} from '../../../../src/components/FieldMapping/sources'
import {
  clientMappingSchema,
  deskMappingSchema,
  type OwnField,
  type Source,
} from '../../../../src/vapi/mapping/mapping'

const source: Source = { from: 'path', name: 'analysis.structuredData.preis', reader: 'number' }
const EMPTY = readDraft(null)

describe('a draft', () => {
  it('is read from anything, and what cannot be read is left out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const draft = readDraft(value)
        for (const kind of ['client', 'desk'] as const) {
          const schema = kind === 'client' ? clientMappingSchema : deskMappingSchema
          const tried = triedOf(draft, kind)
          if (tried) expect(schema.safeParse(tried).success).toBe(true)
        }
      }),
    )
  })

  it('is stored as null when nothing is in it', () => {
    expect(storedOf(EMPTY, 'client')).toBe(null)
    expect(storedOf(EMPTY, 'desk')).toBe(null)
  })

  it('is stored without what the other kind of mapping has', () => {
    const draft = withSource(EMPTY, 'price', source)
    expect(clientMappingSchema.safeParse(storedOf(draft, 'client')).success).toBe(true)
    expect(deskMappingSchema.safeParse(storedOf(draft, 'desk')).success).toBe(true)
  })

  it('is tried without what is not filled in yet', () => {
    const draft = {
      ...withSources(EMPTY, 'price', [source, { ...source, inside: ' ', name: ' ' }]),
      values: [
        { outcome: '', value: 'gebucht' },
        { outcome: 'booked', value: 'ja' },
      ],
    }
    expect(triedOf(draft, 'client')).toEqual({
      fields: [],
      lines: { price: { otherwise: 'built_in', sources: [source] } },
      values: [{ outcome: 'booked', value: 'ja' }],
    })
  })

  it('is not tried with a text that is too long', () => {
    const draft = withSources(EMPTY, 'price', [{ ...source, name: 'x'.repeat(301) }])
    expect(triedOf(draft, 'client')).toBe(null)
  })
})

describe('the key of a label', () => {
  it.each([
    ['Größe', 'grosse'],
    ['Número de personas', 'numero_de_personas'],
    ['  Party-size?  ', 'party_size'],
    ['Ærø', 'aero'],
    ['予約', 'field'],
    ['2nd visit', 'field_2nd_visit'],
  ])('“%s” is %s', (label, key) => {
    expect(keyFromLabel(label, { kind: 'field', taken: [] })).toBe(key)
  })

  it('gets a number where it is taken', () => {
    expect(keyFromLabel('Party', { kind: 'field', taken: ['party', 'party_2'] })).toBe('party_3')
    const long = 'x'.repeat(60)
    const first = keyFromLabel(long, { kind: 'field', taken: [] })
    expect(keyFromLabel(long, { kind: 'field', taken: [first] })).toBe(`${'x'.repeat(38)}_2`)
  })

  it('always fits, for any label', () => {
    const field: Omit<OwnField, 'key'> = { choices: [], label: 'x', sources: [], type: 'text' }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (label) => {
        const key = keyFromLabel(label, { kind: 'field', taken: [] })
        const outcome = keyFromLabel(label, { kind: 'outcome', taken: [] })
        const next = keyFromLabel(label, { kind: 'field', taken: [key] })
        expect(next).not.toBe(key)
        const fields = [key, next].map((each) => ({ ...field, key: each }))
        expect(clientMappingSchema.safeParse({ fields, lines: {} }).success).toBe(true)
        const outcomes = [{ key: outcome, label: 'x' }]
        expect(deskMappingSchema.safeParse({ lines: {}, outcomes }).success).toBe(true)
      }),
    )
  })
})

describe('a list', () => {
  it('changes one item, and keeps the others in their order', () => {
    const items = ['a', 'b', 'c']
    expect(moved(items, 1, -1)).toEqual(['b', 'a', 'c'])
    expect(moved(items, 1, 1)).toEqual(['a', 'c', 'b'])
    expect(moved(items, 0, -1)).toEqual(items)
    expect(moved(items, 2, 1)).toEqual(items)
    expect(without(items, 1)).toEqual(['a', 'c'])
    expect(replaced(items, 1, 'x')).toEqual(['a', 'x', 'c'])
  })
})

describe('a chosen key', () => {
  it('becomes the last source of its row, once', () => {
    const once = withSource(EMPTY, 'outcome', source)
    expect(sourcesOf(once, 'outcome')).toEqual([{ ...source, reader: 'text' }])
    expect(withSource(once, 'outcome', source)).toBe(once)
    const other = { ...source, name: 'other' }
    expect(sourcesOf(withSource(once, 'outcome', other), 'outcome')).toHaveLength(2)
  })

  it('takes the place of a source that is not filled in', () => {
    const draft = withSources(EMPTY, 'price', [{ ...source, name: '' }])
    expect(sourcesOf(withSource(draft, 'price', source), 'price')).toEqual([
      { ...source, reader: 'money' },
    ])
  })

  it('is read as its row needs it', () => {
    expect(readerFor('price', 'text')).toBe('money')
    expect(readerFor('customerPhone', 'text')).toBe('phone')
    expect(readerFor('outcome', 'yes_no')).toBe('text')
    expect(readerFor('serviceName', 'list')).toBe('list')
    expect(readerFor('fields.party', 'number')).toBe('number')
  })

  it('is added to an own field by its key, and nowhere else', () => {
    const field: OwnField = { choices: [], key: 'party', label: 'P', sources: [], type: 'number' }
    const draft = { ...EMPTY, fields: [field, { ...field, key: 'other' }] }
    const next = withSource(draft, 'fields.party', source)
    expect(next.fields.map(({ sources }) => sources.length)).toEqual([1, 0])
    expect(sourcesOf(next, 'fields.none')).toBeUndefined()
  })
})

const call = (outcome: unknown) => ({
  id: '1',
  startedAt: null,
  values: { outcome: { evidence: null, value: outcome } },
  vapiCallId: '1',
})

describe('what recent calls have', () => {
  const calls = ['gebucht', 'Gebucht ', null, 'booked', 'gebucht', 7].map(call)

  it('is counted by value, the most frequent first', () => {
    const seen = seenOf({ calls }, 'outcome')
    expect(seen.count).toBe(5)
    expect(seen.values[0]).toEqual({ count: 2, value: 'gebucht' })
    expect(seenOf({ calls }, 'price')).toEqual({ count: 0, values: [] })
  })

  it('is counted by currency too if it is a price', () => {
    const priced = (value: number, currency: null | string) => ({
      ...call(null),
      values: {
        currency: { evidence: null, value: currency },
        price: { evidence: null, value },
      },
    })
    const prices = [priced(95.5, 'EUR'), priced(95.5, 'USD'), priced(7, null), priced(95.5, 'EUR')]
    expect(seenOf({ calls: prices }, 'price').values).toEqual([
      { count: 2, currency: 'EUR', value: 95.5 },
      { count: 1, currency: 'USD', value: 95.5 },
      { count: 1, value: 7 },
    ])
  })

  it.each([
    [95.5, 'EUR', 'en', '95.50 EUR'],
    [95.5, 'EUR', 'de', '95,50 EUR'],
    [1200, 'JPY', 'en', '1,200 JPY'],
    [145, undefined, 'en', '145'],
    [145, 'no code', 'en', '145 no code'],
    [null, 'EUR', 'en', ''],
  ])('is a price: %s in %s is written in %s as “%s”', (value, currency, language, text) => {
    expect(priceText({ currency, language, value })).toBe(text)
  })

  it('is offered if it is none of the desk’s outcomes, however it is spelled', () => {
    expect(unmappedValues({ calls }, [{ key: 'booked' }])).toEqual([{ count: 3, value: 'gebucht' }])
  })
})

describe('the search among keys', () => {
  const place = (name: string, samples: string[], suggests: Place['suggests'] = null): Place => ({
    count: 1,
    samples,
    source: { from: 'output', inside: name, name: 'Buchung', reader: 'text' },
    suggests,
  })
  const places = [
    place('größe', ['XL']),
    place('preis', ['45 €'], 'price'),
    place('nota', ['Café']),
  ]
  const found = (search: string) =>
    searchPlaces(places, search).map(({ source: { inside } }) => inside)

  it('finds names and samples by all words, without accents and case', () => {
    expect(found('cafe')).toEqual(['nota'])
    expect(found('BUCHUNG gro')).toEqual(['größe'])
    expect(found('buchung nothing')).toEqual([])
  })

  it('shows first what looks like something', () => {
    expect(found('')).toEqual(['preis', 'größe', 'nota'])
  })

  it('shows technical facts of the call last', () => {
    const at = (name: string, suggests: Place['suggests'] = null): Place => ({
      ...place(name, [], suggests),
      source: { from: 'path', name, reader: 'text' },
    })
    const facts = ['call.id', 'endedReason', 'analysisPlan.x', 'message.timestamp'].map((each) =>
      at(each),
    )
    const written = [
      'analysis.structuredData.x',
      'message.analysis.successEvaluation',
      'call.metadata.x',
      'structuredData.y',
    ].map((each) => at(each))
    const suggested = [at('customer.name', 'customerName')]
    expect(searchPlaces([...facts, ...places, ...written, ...suggested], '')).toEqual([
      ...places.filter(({ suggests }) => suggests),
      ...suggested,
      ...places.filter(({ suggests }) => !suggests),
      ...written,
      ...facts,
    ])
  })
})
