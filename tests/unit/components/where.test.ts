import type { Where } from 'payload'
import { describe, expect, it } from 'vitest'
import { readListQuery } from '../../../src/components/QuickFilters/readListQuery'
import {
  activeValue,
  type Condition,
  equalIn,
  mentionsField,
  valueIn,
  withCondition,
  withField,
  withoutCondition,
  withoutOwnFields,
} from '../../../src/components/shared/where'

const LIVE: Condition = { setupStatus: { equals: 'live' } }
const NEW: Condition = { setupStatus: { equals: 'not_started' } }
const siblings = [LIVE, NEW]
const choices = [
  { condition: LIVE, value: 'live' },
  { condition: NEW, value: 'new' },
]
const own: Where = { name: { like: 'berg' } }
const other: Where = { email: { contains: 'clinic' } }

describe('equalIn', () => {
  const is = (client: unknown): Where => ({ client: { equals: client } })

  it('finds the value that every group asks for', () => {
    expect(equalIn({ or: [{ and: [own, is('a')] }] }, 'client')).toBe('a')
    expect(equalIn({ or: [{ and: [is('a'), own] }, { and: [other, is('a')] }] }, 'client')).toBe(
      'a',
    )
    expect(equalIn(is('a'), 'client')).toBe('a')
  })

  it.each([
    undefined,
    {},
    own,
    { or: [{ and: [is('a')] }, { and: [is('b')] }] },
    { or: [{ and: [is('a')] }, { and: [other] }] },
    { or: [{ and: [{ client: { not_equals: 'a' } }] }] },
    { or: [{ and: [{ client: { equals: 'a', not_equals: 'b' } }] }] },
    is(['a']),
    is(null),
  ])('finds none in %o', (where) => {
    expect(equalIn(where, 'client')).toBeNull()
  })
})

describe('withCondition', () => {
  it('makes a filter in the shape of Payload’s builder out of nothing', () => {
    expect(withCondition({ condition: LIVE, siblings, where: undefined })).toEqual({
      or: [{ and: [LIVE] }],
    })
  })

  it('goes into each group and keeps what stands there', () => {
    const where = { or: [{ and: [own] }, { and: [other, own] }] }

    expect(withCondition({ condition: LIVE, siblings, where })).toEqual({
      or: [{ and: [own, LIVE] }, { and: [other, own, LIVE] }],
    })
  })

  it('takes the place of its siblings, also as the only part of a group', () => {
    const where: Where = { or: [{ and: [NEW] }, { and: [other, NEW] }] }

    expect(withCondition({ condition: LIVE, siblings, where })).toEqual({
      or: [{ and: [LIVE] }, { and: [other, LIVE] }],
    })
  })

  it.each<[string, Where]>([
    ['a bare comparison', own],
    ['a bare “and”', { and: [own] }],
    ['an “or” of bare comparisons', { or: [own] }],
  ])('takes %s too', (_, where) => {
    expect(withCondition({ condition: LIVE, siblings, where })).toEqual({
      or: [{ and: [own, LIVE] }],
    })
  })

  it('keeps a filter whole that has “or” beside other keys', () => {
    const where: Where = { name: { like: 'berg' }, or: [other] }

    expect(withCondition({ condition: LIVE, siblings, where })).toEqual({
      or: [{ and: [where, LIVE] }],
    })
  })

  it('leaves the filter it was given untouched', () => {
    const where: Where = { or: [{ and: [own] }] }
    const before = structuredClone(where)

    withCondition({ condition: LIVE, siblings, where })

    expect(where).toEqual(before)
  })
})

describe('withoutCondition', () => {
  it('leaves nothing of a filter that was ours alone', () => {
    expect(withoutCondition({ siblings, where: { or: [{ and: [LIVE] }] } })).toBeUndefined()
  })

  it('keeps what people built themselves, also on the same field', () => {
    const theirs: Where = { setupStatus: { in: 'live,not_started' } }

    expect(withoutCondition({ siblings, where: { or: [{ and: [theirs, LIVE, own] }] } })).toEqual({
      or: [{ and: [theirs, own] }],
    })
  })

  it('keeps the other groups when one held nothing but ours', () => {
    const where: Where = { or: [{ and: [LIVE] }, { and: [other, LIVE] }] }

    expect(withoutCondition({ siblings, where })).toEqual({ or: [{ and: [other] }] })
  })

  it('undoes withCondition', () => {
    const where: Where = { or: [{ and: [own] }, { and: [other] }] }

    const added = withCondition({ condition: LIVE, siblings, where })

    expect(withoutCondition({ siblings, where: added })).toEqual(where)
  })
})

describe('activeValue', () => {
  it('is null without a filter', () => {
    expect(activeValue(choices, undefined)).toBeNull()
    expect(activeValue(choices, {})).toBeNull()
  })

  it('names the choice that holds in every group', () => {
    expect(activeValue(choices, { or: [{ and: [own, LIVE] }, { and: [LIVE] }] })).toBe('live')
  })

  it('is null when the choice holds in some groups only', () => {
    expect(activeValue(choices, { or: [{ and: [LIVE] }, { and: [own] }] })).toBeNull()
  })

  it('knows a value that is no text', () => {
    const yes = [{ condition: { isActive: { equals: 'true' } }, value: 'yes' }]

    expect(activeValue(yes, { isActive: { equals: true } })).toBe('yes')
  })

  it('is not misled by a comparison that says more', () => {
    expect(activeValue(choices, { setupStatus: { equals: 'live', not_equals: 'x' } })).toBeNull()
  })
})

describe('mentionsField', () => {
  it('finds a field at any depth, and only fields', () => {
    expect(mentionsField({ or: [{ and: [own, { or: [LIVE] }] }] }, 'setupStatus')).toBe(true)
    expect(mentionsField({ or: [{ and: [own] }] }, 'setupStatus')).toBe(false)
    expect(mentionsField({ name: { equals: 'setupStatus' } }, 'setupStatus')).toBe(false)
    expect(mentionsField(undefined, 'setupStatus')).toBe(false)
  })
})

describe('readListQuery', () => {
  it('reads the filter from the flat parameters that Next hands over', () => {
    expect(
      readListQuery({
        limit: '10',
        search: 'berg',
        'where[or][0][and][0][name][like]': 'berg',
        'where[or][0][and][1][id][in]': ['a', 'b'],
      }),
    ).toEqual({
      search: 'berg',
      where: { or: [{ and: [{ name: { like: 'berg' } }, { id: { in: ['a', 'b'] } }] }] },
    })
  })

  it('finds nothing where there is none', () => {
    expect(readListQuery({})).toEqual({ search: undefined, where: undefined })
    expect(readListQuery({ search: undefined, where: 'x' })).toEqual({
      search: undefined,
      where: undefined,
    })
  })
})

describe('a filter by an own field', () => {
  const field = 'fields.party'
  const from: Condition = { [field]: { greater_than_equal: '4' } }
  const to: Condition = { [field]: { less_than_equal: '6' } }

  it('is set in each group in place of what it said before, and removed', () => {
    const where = { or: [{ and: [own, { [field]: { equals: '2' } }] }, { and: [other] }] }
    const set = withField({ conditions: [from, to], field, where })
    expect(set).toEqual({ or: [{ and: [own, from, to] }, { and: [other, from, to] }] })
    expect(valueIn(set, field, 'greater_than_equal')).toBe('4')
    expect(valueIn(set, field, 'equals')).toBe('')
    expect(withField({ conditions: [], field, where: set })).toEqual({
      or: [{ and: [own] }, { and: [other] }],
    })
    expect(withField({ conditions: [], field, where: { or: [{ and: [from] }] } })).toBeUndefined()
  })

  it('goes with the client', () => {
    expect(withoutOwnFields({ or: [{ and: [own, from] }] })).toEqual({ or: [{ and: [own] }] })
    expect(withoutOwnFields(undefined)).toBeUndefined()
  })

  it('is joined to the client, which Payload’s builder can show, and told apart again', () => {
    const client: Condition = { client: { equals: 'a' } }
    const isNew: Condition = { 'fields.isNew': { equals: 'true' } }
    const byClient = withCondition({
      condition: client,
      siblings: [],
      where: { or: [{ and: [own] }] },
    })
    const typed = withField({ conditions: [from, to], field, where: byClient })
    expect(typed).toEqual({
      or: [
        {
          and: [
            own,
            {
              client: { equals: 'a' },
              [field]: { greater_than_equal: '4', less_than_equal: '6' },
            },
          ],
        },
      ],
    })
    const both = withCondition({ condition: isNew, siblings: [isNew], where: typed })
    expect(equalIn(both, 'client')).toBe('a')
    expect(activeValue([{ condition: isNew, value: 'yes' }], both)).toBe('yes')
    expect(valueIn(both, field, 'less_than_equal')).toBe('6')
    expect(withField({ conditions: [], field, where: both })).toEqual({
      or: [{ and: [own, { ...client, ...isNew }] }],
    })
    expect(withoutOwnFields(both)).toEqual({ or: [{ and: [own, client] }] })
    expect(withoutCondition({ siblings: [isNew], where: both })).toEqual(typed)
  })
})
