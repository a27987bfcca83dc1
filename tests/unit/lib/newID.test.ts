import { validate, version } from 'uuid'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newID } from '../../../src/lib/newID'

// More than one filling of the pool has.
const MANY = 5_000
const makeMany = () => Array.from({ length: MANY }, newID)

afterEach(() => void vi.useRealTimers())

describe('a new id', () => {
  it('is a UUIDv7 that no other has', () => {
    const ids = makeMany()
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true)
    expect(new Set(ids).size).toBe(MANY)
  })

  it('comes after all before it, within a millisecond and when the clock is set back', () => {
    const ids = makeMany()
    vi.useFakeTimers({ now: Date.now() - 60_000, toFake: ['Date'] })
    ids.push(...makeMany())
    vi.setSystemTime(Date.now() + 3_600_000)
    ids.push(...makeMany())
    expect(ids).toEqual([...ids].sort())
  })

  it('says when it was made', () => {
    vi.useFakeTimers({ now: Date.UTC(2100, 0, 1), toFake: ['Date'] })
    const [high = '', low = ''] = newID().split('-')
    expect(Number.parseInt(high + low, 16)).toBe(Date.UTC(2100, 0, 1))
  })
})
