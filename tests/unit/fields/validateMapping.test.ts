import { describe, expect, it } from 'vitest'
import {
  validateClientMapping,
  validateDeskMapping,
} from '../../../collections/FieldMapping/validateMapping'

type Value = Parameters<typeof validateClientMapping>[0]

const options = Object(null)
/** As it comes over HTTP. */
const sent = (mapping: unknown): Value => JSON.parse(JSON.stringify(mapping))
const source = { from: 'path', name: 'analysis.structuredData.preis', reader: 'money' }
const field = { key: 'party', label: 'Party size', sources: [source], type: 'number' }

describe('a mapping of a client', () => {
  it.each([
    ['none', null],
    ['an empty one', { lines: {} }],
    ['one line', { lines: { price: { sources: [source] } } }],
    ['an own field', { fields: [field], lines: {} }],
    // Of the desk, which may get it again.
    ['an outcome that is gone', { lines: {}, values: [{ outcome: 'gone', value: 'weg' }] }],
  ])('may be %s', (_, mapping) => {
    expect(validateClientMapping(sent(mapping), options)).toBe(true)
  })

  it.each([
    [
      { lines: { price: { sources: [source, { ...source, name: '' }] } } },
      'Price, source 2, the path or name: is missing.',
    ],
    [
      { lines: { outcome: { sources: [{ ...source, reader: 'guess' }] } } },
      'Outcome, source 1, how it is read: is not valid.',
    ],
    [{ fields: [{ ...field, label: ' ' }], lines: {} }, 'Own field 1, the label: is missing.'],
    [
      { fields: [{ ...field, sources: [{ ...source, name: 'x'.repeat(301) }] }], lines: {} },
      'Own field 1 “Party size”, source 1, the path or name: is too long.',
    ],
    [{ fields: [field, field], lines: {} }, 'Own field: Two fields have the same key.'],
    [
      { fields: Array.from({ length: 21 }, (_, n) => ({ ...field, key: `f${n}` })), lines: {} },
      'Own field: there are more than 20.',
    ],
    [
      { lines: {}, values: [{ outcome: '', value: 'gebucht' }] },
      'Value 1 “gebucht”, the outcome: is not valid.',
    ],
    [{ lines: {}, outcomes: [] }, 'This is no mapping: nobody knows “outcomes”.'],
    [
      {
        lines: {},
        values: Array.from({ length: 700 }, () => ({ outcome: 'booked', value: 'x'.repeat(150) })),
      },
      'The mapping is too large: as JSON it may have 100,000 characters.',
    ],
    ['text', 'This is no mapping: is not valid.'],
    [{ lines: { colour: { sources: [] } } }, expect.stringMatching(/lines|colour/)],
  ])('with a fault says where it is: %j', (mapping, message) => {
    expect(validateClientMapping(sent(mapping), options)).toEqual(message)
  })
})

describe('a mapping of the desk', () => {
  const outcome = { colour: 'green', followUp: false, key: 'booked', label: 'Booked' }

  it('may have outcomes, and values that mean them', () => {
    const values = [{ outcome: 'booked', value: 'gebucht' }]
    expect(validateDeskMapping(sent({ lines: {}, outcomes: [outcome], values }), options)).toBe(
      true,
    )
  })

  it.each([
    [{ lines: {}, outcomes: [outcome, outcome] }, 'Outcome: Two outcomes have the same key.'],
    [
      { lines: {}, outcomes: [{ ...outcome, colour: 'gold' }] },
      'Outcome 1 “Booked”, the colour: is not valid.',
    ],
    [{ fields: [], lines: {} }, 'This is no mapping: nobody knows “fields”.'],
    [
      {
        lines: {},
        outcomes: [outcome],
        values: [
          { outcome: 'booked', value: 'ja' },
          { outcome: 'lost', value: 'nein' },
        ],
      },
      'Value 2 “nein”: there is no outcome “lost”.',
    ],
  ])('with a fault says where it is: %j', (mapping, message) => {
    expect(validateDeskMapping(sent(mapping), options)).toBe(message)
  })
})
