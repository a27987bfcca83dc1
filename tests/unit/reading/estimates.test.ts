import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Where } from 'payload'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEstimates, isWellEstimated } from '../../../src/database/lists/estimates'

const ESTIMATE = { counted: 3_001, rows: 5_000 }
const of = (client: string, from = new Date(0)): Where => ({
  and: [{ startedAt: { greater_than: from } }, { client: { equals: client } }],
})

afterEach(() => {
  vi.useRealTimers()
})

describe('an estimate', () => {
  it('is recalled for the same filter, and for no other', () => {
    const { recall, remember } = createEstimates()
    remember(of('one'), ESTIMATE)
    expect(recall(of('one'))).toMatchObject(ESTIMATE)
    expect(recall(of('two'))).toBeUndefined()
    expect(recall(of('one', new Date(1)))).toBeUndefined()
    expect(recall({})).toBeUndefined()
  })

  it('is recalled for a minute', () => {
    vi.useFakeTimers()
    const { recall, remember } = createEstimates()
    remember(of('one'), ESTIMATE)
    vi.advanceTimersByTime(59_999)
    expect(recall(of('one'))).toMatchObject(ESTIMATE)
    vi.advanceTimersByTime(1)
    expect(recall(of('one'))).toBeUndefined()
  })

  it('is kept of no filter that holds SQL, or is very long', () => {
    const { recall, remember } = createEstimates()
    const withSQL: Where = {}
    Reflect.set(withSQL, 'id', { in: [sql`select 1`] })
    const long: Where = { id: { in: Array.from({ length: 200 }, () => 'x'.repeat(36)) } }
    for (const where of [withSQL, long]) {
      remember(where, ESTIMATE)
      expect(recall(where)).toBeUndefined()
    }
  })

  it('is kept of a thousand filters at most', () => {
    const { recall, remember } = createEstimates()
    for (let n = 0; n < 1_001; n += 1) remember(of(`client ${n}`), ESTIMATE)
    const kept = Array.from({ length: 1_001 }, (_, n) => recall(of(`client ${n}`)))
    expect(kept.filter((each) => each !== undefined).length).toBeLessThanOrEqual(1_000)
    expect(kept.at(-1)).toMatchObject(ESTIMATE)
  })
})

describe('what the statistics know', () => {
  it('is how many of a client’s calls have a value that is frequent, and nothing of ranges', () => {
    expect(isWellEstimated({})).toBe(true)
    expect(isWellEstimated({ and: [{ client: { equals: 'one' } }] })).toBe(true)
    const both: Where = { and: [{ outcome: { equals: 'booked' } }, { client: { equals: 'one' } }] }
    expect(isWellEstimated(both)).toBe(true)
    expect(isWellEstimated(of('one'))).toBe(false)
    expect(isWellEstimated({ outcome: { not_equals: 'booked' } })).toBe(false)
    expect(isWellEstimated({ or: [{ outcome: { equals: 'booked' } }] })).toBe(false)
  })
})
