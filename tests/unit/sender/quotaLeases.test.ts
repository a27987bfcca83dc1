import { describe, expect, it } from 'vitest'
import { QuotaLeases, type TakePoints } from '../../../src/sender/quotaLeases'

const settle = () => new Promise((resolve) => setImmediate(resolve))

const shared = (limit: number) => {
  const used = new Map<string, number>()
  const takes: number[] = []
  const take: TakePoints = async (key, points) => {
    takes.push(points)
    const sum = (used.get(key) ?? 0) + points
    used.set(key, sum)
    return { waitMs: sum > limit ? 500 : 0 }
  }
  return { take, takes, used }
}

const open = (take: TakePoints, block = 10) => new QuotaLeases({ block, take, windowMs: 60_000 })

describe('leases', () => {
  it('ask for nothing while a key stays below one block a window', async () => {
    const { take, takes } = shared(100)
    const leases = open(take)
    for (let at = 0; at < 1_000; at += 1) leases.spend('slow', at * 7_000)
    await settle()
    expect(takes).toEqual([])
  })

  it('take a block for each block that is spent, and no more', async () => {
    const { take, takes } = shared(1_000)
    const leases = open(take)
    for (let at = 0; at < 100; at += 1) {
      leases.spend('busy', at)
      await settle()
    }
    expect(takes).toEqual(Array(9).fill(10))
  })

  it('block a key that is over the limit, others not, until its time is over', async () => {
    const leases = open(shared(30).take)
    for (let at = 0; at < 100; at += 1) {
      leases.spend('flood', 1_000)
      await settle()
    }
    leases.spend('calm', 1_000)
    expect(leases.waitOf('flood', 1_000)).toBe(500)
    expect(leases.waitOf('flood', 1_400)).toBe(100)
    expect(leases.waitOf('flood', 1_500)).toBe(0)
    expect(leases.waitOf('calm', 1_000)).toBe(0)
    expect(leases.waitOf('nobody', 1_000)).toBe(0)
  })

  it('count a burst in full, in one go', async () => {
    const { take, used } = shared(1_000)
    const leases = open(take)
    for (let at = 0; at < 500; at += 1) leases.spend('burst', 0)
    await settle()
    expect(used.get('burst')).toBeGreaterThanOrEqual(490)
    expect(used.get('burst')).toBeLessThan(510)
  })

  it('are exact to one block for each of several processes', async () => {
    const { take } = shared(100)
    const processes = [open(take), open(take), open(take)]
    let passed = 0
    for (let at = 0; at < 500; at += 1) {
      const leases = processes[at % 3]
      if (leases?.waitOf('flood', 0) !== 0) continue
      passed += 1
      leases.spend('flood', 0)
      await settle()
    }
    expect(passed).toBeGreaterThanOrEqual(100)
    expect(passed).toBeLessThanOrEqual(100 + 3 * 10 + 3)
  })

  it('block nobody when the shared state cannot be reached', async () => {
    let takes = 0
    const leases = open(async () => {
      takes += 1
      throw new Error('away')
    })
    for (let at = 0; at < 200; at += 1) {
      leases.spend('any', 0)
      await settle()
      expect(leases.waitOf('any', 0)).toBe(0)
    }
    expect(takes).toBeGreaterThan(5)
  })
})

describe('where a key stands', () => {
  const open = (sharedLeft: number) =>
    new QuotaLeases({
      block: 10,
      take: async () => ({ left: sharedLeft, resetMs: 40_000, waitMs: 0 }),
      windowMs: 60_000,
    })

  it('is guessed from its own window until it had to ask', () => {
    const leases = open(90)
    leases.spend('calm', 1_000)
    expect(leases.stateOf('calm', 11_000)).toEqual({ ahead: 9, resetMs: 50_000 })
  })

  it('is known from the last answer while that window lasts, also in the next one of its own', async () => {
    const leases = open(90)
    for (let at = 0; at < 11; at += 1) leases.spend('busy', 50_000)
    await settle()
    expect(leases.stateOf('busy', 60_000)).toEqual({ ahead: 9, resetMs: 30_000, shared: 90 })
    leases.spend('busy', 85_000)
    expect(leases.stateOf('busy', 85_000)).toEqual({ ahead: 8, resetMs: 5_000, shared: 90 })
    leases.spend('busy', 111_000)
    expect(leases.stateOf('busy', 111_000)).toEqual({ ahead: 9, resetMs: 60_000 })
  })
})
