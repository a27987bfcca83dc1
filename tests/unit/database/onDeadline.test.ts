import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onDeadline } from '../../../src/database/connection/onDeadline'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('A deadline', () => {
  it('is acted on once, at most a quarter of a second late and never before', () => {
    const act = vi.fn()
    onDeadline(Date.now() + 1_000, act)
    vi.advanceTimersByTime(999)
    expect(act).not.toHaveBeenCalled()
    vi.advanceTimersByTime(251)
    expect(act).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(2_000)
    expect(act).toHaveBeenCalledOnce()
  })

  it('that was called off is not, and the others are', () => {
    const [met, missed] = [vi.fn(), vi.fn()]
    const forget = onDeadline(Date.now() + 500, met)
    onDeadline(Date.now() + 500, missed)
    forget()
    vi.advanceTimersByTime(1_000)
    expect(met).not.toHaveBeenCalled()
    expect(missed).toHaveBeenCalledOnce()
  })

  it('keeps no clock once none is left, and gets one again', () => {
    onDeadline(Date.now() + 500, () => undefined)()
    vi.advanceTimersByTime(250)
    expect(vi.getTimerCount()).toBe(0)
    const act = vi.fn()
    onDeadline(Date.now() + 500, act)
    vi.advanceTimersByTime(750)
    expect(act).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
