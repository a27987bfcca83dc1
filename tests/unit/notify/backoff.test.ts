import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOTIFY_SCHEDULE } from '../../../src/notify/backoff'
import { type Attempts, nextTryBy } from '../../../src/outbox/schedule'

const nextTry = (attempts: Attempts) => nextTryBy(NOTIFY_SCHEDULE, attempts)
const start = new Date('2026-05-04T10:00:00Z')
const HOUR_MS = 60 * 60_000

const pauseAfter = (attempts: number, random: number, retryAfterMs?: number) =>
  (
    nextTry({ attempts, firstTriedAt: start, now: start, random: () => random, retryAfterMs }) ??
    start
  ).getTime() - start.getTime()

/** All attempts of a notification that always fails, in hours after the first. */
const triesOf = (random: () => number): number[] => {
  const tries: number[] = []
  for (let now: Date | null = start, attempts = 1; now; attempts += 1) {
    tries.push((now.getTime() - start.getTime()) / HOUR_MS)
    now = nextTry({ attempts, firstTriedAt: start, now, random })
  }
  return tries
}

describe('the pause after a failure', () => {
  it('is a random part of a limit that triples up to six hours', () => {
    const limits = [1, 2, 3, 4, 5, 6, 7, 8, 60].map((attempts) => pauseAfter(attempts, 1) / 1_000)
    expect(limits).toEqual([30, 90, 270, 810, 2_430, 7_290, 21_600, 21_600, 21_600])
    expect(pauseAfter(3, 0.5)).toBe(135_000)
  })

  it('is never next to nothing, and as long as the provider asks', () => {
    expect(pauseAfter(1, 0)).toBe(2_000)
    expect(pauseAfter(1, 0.5, 600_000)).toBe(600_000)
    expect(pauseAfter(8, 0.5, 1_000)).toBe(3 * HOUR_MS)
  })

  it('ends after three days, with a last attempt at their end', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ max: 0.999, min: 0.05, noNaN: true })),
        (stream) => {
          const tries = triesOf(() => stream.next().value)
          expect(tries.at(-1)).toBe(72)
          expect(tries.length).toBeGreaterThan(12)
          expect(tries.length).toBeLessThan(500)
          expect(tries).toEqual(tries.toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 200 },
    )
    expect(triesOf(() => 0.5).length).toBe(31)
  })
})
