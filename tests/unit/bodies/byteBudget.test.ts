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
})
