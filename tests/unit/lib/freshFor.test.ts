import { describe, expect, it } from 'vitest'
import { freshFor } from '../../../src/lib/freshFor'

const set = () => {
  const state = { failing: false, now: 0, reads: 0, reported: 0 }
  const value = freshFor({
    milliseconds: 1_000,
    now: () => state.now,
    onError: () => {
      state.reported += 1
    },
    read: async () => {
      state.reads += 1
      if (state.failing) throw new Error('away')
      return state.reads
    },
  })
  return { state, value }
}

describe('a value that is read now and then', () => {
  it('is read once for all who ask while it is fresh', async () => {
    const { state, value } = set()
    expect(value.known()).toBeUndefined()
    expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual([1, 1, 1])
    state.now = 999
    expect(await value.get()).toBe(1)
    state.now = 1_000
    expect(await Promise.all([value.get(), value.get()])).toEqual([2, 2])
    expect(value.known()).toBe(2)
  })

  it('stays as it was while it cannot be read, and is not asked for each time', async () => {
    const { state, value } = set()
    await value.get()
    state.failing = true
    state.now = 1_000
    expect(await value.get()).toBe(1)
    expect(await value.get()).toBe(1)
    expect([state.reads, state.reported]).toEqual([2, 1])
    state.failing = false
    state.now = 2_000
    expect(await value.get()).toBe(3)
  })

  it('fails as long as there is none', async () => {
    const { state, value } = set()
    state.failing = true
    await expect(value.get()).rejects.toThrow('away')
    state.failing = false
    expect(await value.get()).toBe(2)
  })
})
