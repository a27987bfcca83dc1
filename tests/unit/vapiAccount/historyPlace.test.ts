import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leftOf, type Place, placeAfter } from '../../../src/vapiAccount/history/place'
import { laterStart, windowFrom } from '../../../src/vapiAccount/history/windowOf'

const NOW = Date.parse('2026-11-29T12:00:00.000Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Listed = { createdAt: Date; id: string }

/** What Vapi would list: calls up to a time, the newest first, at most so many. */
const pageOf = (calls: readonly Listed[], { at }: Place, limit: number): Listed[] =>
  calls.filter(({ createdAt }) => createdAt <= at).slice(0, limit)

describe('a walk from the newest call to the oldest', () => {
  it('meets each call once, also when it is interrupted after any call', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ max: 12, min: 0 }), { maxLength: 60 }),
        fc.integer({ max: 30, min: 1 }),
        fc.infiniteStream(fc.boolean()),
        (ages, limit, interruptions) => {
          const calls = ages
            .toSorted((a, b) => a - b)
            .map((age, index) => ({ createdAt: new Date(NOW - age), id: `call ${index}` }))
          // More calls of one millisecond than a page has are asked for with a larger page.
          const most = Math.max(0, ...ages.map((age) => ages.filter((one) => one === age).length))
          let place: Place = { at: new Date(NOW), seen: [] }
          const met: string[] = []
          for (;;) {
            const { isInOrder, left } = leftOf(
              pageOf(calls, place, Math.max(limit, most + 1)),
              place,
            )
            expect(isInOrder).toBe(true)
            if (left.length === 0) break
            for (const call of left) {
              met.push(call.id)
              place = placeAfter(place, call)
              if (interruptions.next().value) break
            }
          }
          expect(met).toEqual(calls.map(({ id }) => id))
        },
      ),
    )
  })

  it('notices a page that is not newest first', () => {
    const rows = [1, 2].map((age) => ({ createdAt: new Date(NOW - 10 + age), id: `${age}` }))

    expect(leftOf(rows, { at: new Date(NOW), seen: [] }).isInOrder).toBe(false)
  })
})

describe('the start of a walk', () => {
  const now = new Date(NOW)

  it.each([
    ['an hour inside what Vapi keeps', null, 14, NOW - 14 * DAY + HOUR],
    ['the date that was asked for', new Date(NOW - 3 * DAY), 14, NOW - 3 * DAY],
    ['never before what Vapi keeps', new Date(NOW - 90 * DAY), 14, NOW - 14 * DAY + HOUR],
    ['long ago while the window is not known', null, null, NOW - 400 * DAY + HOUR],
  ])('is %s', (_, askedFrom, retentionDays, expected) => {
    expect(windowFrom({ askedFrom, now, retentionDays }).getTime()).toBe(expected)
  })

  it.each([
    ['to what the refusal says', { days: 30, moves: 0 }, NOW - 30 * DAY + HOUR],
    ['to 14 days if it says nothing', { days: undefined, moves: 0 }, NOW - 14 * DAY + HOUR],
    ['by a day when that is refused too', { days: 400, moves: 1 }, NOW - 399 * DAY + HOUR],
  ])('moves up %s', (_, refused, expected) => {
    const fromAt = new Date(NOW - 400 * DAY + HOUR)

    expect(laterStart({ ...refused, fromAt, now })?.getTime()).toBe(expected)
  })

  it('stays after three moves', () => {
    expect(laterStart({ days: 14, fromAt: now, moves: 3, now })).toBeNull()
  })
})
