import { describe, expect, it } from 'vitest'
import { hasPills, ownFieldPills } from '../../../src/components/CallQuickFilters/ownFieldFilters'
import { OWN_FIELD_SLOTS, placeOfSlot } from '../../../src/components/OwnFieldColumns/slots'
import { dateParts, dateValue } from '../../../src/components/OwnFields/dateParts'
import { FIELD_TYPES, MAX_OWN_FIELDS, type OwnField } from '../../../src/vapi/mapping/mapping'

const field = (type: OwnField['type'], choices = 0): OwnField => ({
  choices: Array.from({ length: choices }, (_, n) => ({
    key: `c${n}`,
    label: `Choice ${n}`,
    values: [],
  })),
  key: type,
  label: `Label of ${type}`,
  sources: [],
  type,
})

describe('a quick filter by an own field', () => {
  it('is a row of pills for few values', () => {
    expect(ownFieldPills([field('choice', 2), field('yes_no'), field('text')])).toEqual([
      {
        choices: [
          {
            condition: { 'fields.choice': { equals: 'c0' } },
            label: { text: 'Choice 0' },
            value: 'c0',
          },
          {
            condition: { 'fields.choice': { equals: 'c1' } },
            label: { text: 'Choice 1' },
            value: 'c1',
          },
        ],
        field: 'fields',
        id: 'fields.choice',
        label: { text: 'Label of choice' },
      },
      {
        choices: [
          {
            condition: { 'fields.yes_no': { equals: 'true' } },
            label: { key: 'desk:yes' },
            value: 'true',
          },
          {
            condition: { 'fields.yes_no': { equals: 'false' } },
            label: { key: 'desk:no' },
            value: 'false',
          },
        ],
        field: 'fields',
        id: 'fields.yes_no',
        label: { text: 'Label of yes_no' },
      },
    ])
  })

  it('has inputs for all others', () => {
    expect(FIELD_TYPES.filter((type) => hasPills(field(type, 3)))).toEqual(['yes_no', 'choice'])
    expect(hasPills(field('choice', 8))).toBe(true)
    expect(hasPills(field('choice', 9))).toBe(false)
    expect(hasPills(field('choice', 0))).toBe(false)
  })
})

describe('the columns for own fields', () => {
  it('are as many as a client can have fields', () => {
    expect(OWN_FIELD_SLOTS).toHaveLength(MAX_OWN_FIELDS)
    expect(OWN_FIELD_SLOTS.map(placeOfSlot)).toEqual([...OWN_FIELD_SLOTS.keys()])
    expect([placeOfSlot('outcome'), placeOfSlot('ownField21'), placeOfSlot('')]).toEqual([
      -1, -1, -1,
    ])
  })
})

describe('a date to be edited', () => {
  it.each([
    ['2026-11-03', { clock: '', day: '2026-11-03' }],
    ['2026-11-03T18:30', { clock: '18:30', day: '2026-11-03' }],
    ['2026-11-03T23:30:00.000Z', { clock: '00:30', day: '2026-11-04' }],
    ['next Tuesday', { clock: '', day: '' }],
    ['2026-99-99T00:00:00Z', { clock: '', day: '' }],
    [undefined, { clock: '', day: '' }],
    [3, { clock: '', day: '' }],
  ])('%j is on the client’s clock', (value, parts) => {
    expect(dateParts(value, 'Europe/Berlin')).toEqual(parts)
  })

  it('is stored without a zone, and not at all without a day', () => {
    expect(dateValue('2026-11-03', '')).toBe('2026-11-03')
    expect(dateValue('2026-11-03', '18:30')).toBe('2026-11-03T18:30')
    expect(dateValue('', '18:30')).toBeUndefined()
  })
})
