import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ByteBudget } from '../../../src/bodies/byteBudget'

const SECOND = 1_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a budget of bytes', () => {
  it('gives what there is at once, without a promise', () => {
    const budget = new ByteBudget(10)
    expect(budget.take(6, SECOND)).toBe(true)
    expect(budget.take(4, SECOND)).toBe(true)
    expect(budget.used).toBe(10)
    budget.give(6)
    budget.give(4)
    expect(budget.used).toBe(0)
  })

  it('lets those who do not fit wait in line, a small one behind a large one too', async () => {
    const budget = new ByteBudget(10)
    const order: string[] = []
    budget.take(8, SECOND)
    const large = Promise.resolve(budget.take(9, SECOND)).then(() => order.push('large'))
    const small = Promise.resolve(budget.take(1, SECOND)).then(() => order.push('small'))
    expect(budget.waiting).toBe(2)
    budget.give(8)
    await Promise.all([large, small])
    expect(order).toEqual(['large', 'small'])
    expect(budget.used).toBe(10)
    expect(budget.waiting).toBe(0)
  })

  it('sends away who has waited too long, and takes nothing for him', async () => {
    const budget = new ByteBudget(10)
    budget.take(6, SECOND)
    const large = budget.take(9, SECOND)
    const behind = budget.take(4, 5 * SECOND)
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(await large).toBe(false)
    // It fits, and waited only for the one before.
    expect(await behind).toBe(true)
    expect(budget.used).toBe(10)
    budget.give(6)
    budget.give(4)
    expect(budget.used).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives all of it to one who wants more than there is, alone', async () => {
    const budget = new ByteBudget(10)
    expect(budget.take(1, SECOND)).toBe(true)
    const huge = budget.take(50, SECOND)
    budget.give(1)
    expect(await huge).toBe(true)
    const next = budget.take(1, SECOND)
    expect(next).not.toBe(true)
    budget.give(50)
    expect(await next).toBe(true)
    expect(budget.used).toBe(1)
  })

  it('gives nobody more than a share, and the rest to others', async () => {
    const budget = new ByteBudget(10, 5)
    expect(budget.take(3, SECOND, 'a')).toBe(true)
    const second = budget.take(3, SECOND, 'a')
    expect(second).not.toBe(true)
    expect(budget.take(4, SECOND, 'b')).toBe(true)
    expect(budget.take(3, SECOND, 'c')).toBe(true)
    expect(budget.used).toBe(10)
    budget.give(3, 'a')
    expect(await second).toBe(true)
    expect([budget.usedBy('a'), budget.usedBy('b')]).toEqual([3, 4])
  })

  it('gives what wants more than a share to who has nothing', () => {
    const budget = new ByteBudget(10, 5)
    expect(budget.take(8, SECOND, 'a')).toBe(true)
    expect(budget.take(2, SECOND, 'b')).toBe(true)
  })

  it('serves those who wait in turn, each in his own order', async () => {
    const budget = new ByteBudget(4)
    const order: string[] = []
    budget.take(4, SECOND, 'x')
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) {
      void Promise.resolve(budget.take(4, 9 * SECOND, name.charAt(0))).then(() => {
        order.push(name)
        budget.give(4, name.charAt(0))
      })
    }
    budget.give(4, 'x')
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'a3'])
    expect([budget.used, budget.waiting]).toEqual([0, 0])
  })

  it('lets several go at once where there is room', async () => {
    const budget = new ByteBudget(4)
    budget.take(4, SECOND, 'x')
    const waiting = [1, 1, 2].map((bytes) => budget.take(bytes, SECOND, 'a'))
    budget.give(4, 'x')
    expect(await Promise.all(waiting)).toEqual([true, true, true])
    expect(vi.getTimerCount()).toBe(0)
  })
})
