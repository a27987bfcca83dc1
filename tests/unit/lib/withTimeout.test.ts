import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTimeout } from '../../../src/lib/withTimeout'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const never = new Promise<string>(() => undefined)
const late = () => 'late'
const fail = (): never => {
  throw new Error('It took too long')
}

/** What a signal and the clock still hold on to. */
const leftBehind = (signal: AbortSignal) => ({
  listeners: getEventListeners(signal, 'abort').length,
  timers: vi.getTimerCount(),
})

describe('Waiting with a time-out', () => {
  it.each([
    ['a value', () => Promise.resolve('done'), 'done'],
    ['an error', () => Promise.reject(new Error('It broke')), 'It broke'],
  ])('gives %s that comes in time, and leaves nothing behind', async (_, work, expected) => {
    const { signal } = new AbortController()
    const options = { milliseconds: 50, onTimeout: late, signal }
    const result = await withTimeout(work(), options).catch((error: Error) => error.message)
    expect(result).toBe(expected)
    await Promise.resolve()
    expect(leftBehind(signal)).toEqual({ listeners: 0, timers: 0 })
  })

  it.each([
    ['gives what is said then', late, 'late'],
    ['fails with what is thrown then', fail, 'It took too long'],
  ])('%s when the time is over', async (_, onTimeout, expected) => {
    const { signal } = new AbortController()
    const waiting = withTimeout(never, { milliseconds: 50, onTimeout, signal })
    const result = waiting.catch((error: Error) => error.message)
    vi.advanceTimersByTime(50)
    expect(await result).toBe(expected)
    expect(leftBehind(signal)).toEqual({ listeners: 0, timers: 0 })
  })

  it('ends by a signal, also by one that was given before', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const waiting = withTimeout(never, { milliseconds: 50, onTimeout: late, signal })
    controller.abort()
    expect(await waiting).toBe('late')
    expect(await withTimeout(never, { onTimeout: late, signal })).toBe('late')
    expect(leftBehind(signal)).toEqual({ listeners: 0, timers: 0 })
  })

  it('lets work that fails too late fail unheard', async () => {
    let fails: (error: Error) => void = () => undefined
    const work = new Promise<string>((_, reject) => {
      fails = reject
    })
    const waiting = withTimeout(work, { milliseconds: 50, onTimeout: late })
    vi.advanceTimersByTime(50)
    fails(new Error('It broke'))
    expect(await waiting).toBe('late')
  })
})
