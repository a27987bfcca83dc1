import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readCursor, writeCursor } from '../../../src/reading/cursor'
import { orderOf } from '../../../src/reading/keyset'

const owner = { kind: 'before', scope: 'client', secret: 'a secret' } as const
const schema = z.array(z.string())

describe('a cursor', () => {
  it('comes back as it was written, through any URL', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (place) => {
        const cursor = writeCursor(place, owner)
        expect(encodeURIComponent(cursor)).toBe(cursor)
        expect(readCursor(cursor, { ...owner, schema })).toEqual(place)
      }),
    )
  })

  it('is refused when anything about it was changed', () => {
    const cursor = writeCursor(['a'], owner)
    fc.assert(
      fc.property(fc.nat({ max: cursor.length - 1 }), fc.string({ maxLength: 2 }), (at, text) => {
        const changed = cursor.slice(0, at) + text + cursor.slice(at + 1)
        fc.pre(changed !== cursor)
        expect(() => readCursor(changed, { ...owner, schema })).toThrow('not a valid cursor')
      }),
    )
  })

  it.each([
    { ...owner, kind: 'updatedSince' as const },
    { ...owner, scope: 'another client' },
    { ...owner, secret: 'another secret' },
  ])('is refused in another list, of another person, of another desk', (other) => {
    const cursor = writeCursor(['a'], owner)
    expect(() => readCursor(cursor, { ...other, schema })).toThrow('not a valid cursor')
  })
})

describe('the order of a list', () => {
  it.each([
    [{}, 'reportedAt'],
    [{ sort: '-reportedAt' }, 'reportedAt'],
    [{ sort: ['-startedAt'] }, 'startedAt'],
    [{ where: { or: [{ and: [{ startedAt: { exists: true } }] }] } }, 'startedAt'],
    [{ sort: '-reportedAt', where: { startedAt: { exists: true } } }, 'reportedAt'],
    [{ sort: 'reportedAt' }, undefined],
    [{ sort: '-startedAt,outcome' }, undefined],
    [{ sort: ['outcome'] }, undefined],
  ])('of %j is %s', (asked, order) => {
    expect(orderOf(asked)).toBe(order)
  })
})
