import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SlowReaders } from '../../../src/server/http/slowReaders'

/** An answer whose reader does what a test says. */
class Answer extends EventEmitter {
  destroyed = false
  writableEnded = false
  writableFinished = false
  writableNeedDrain = false

  destroy(): this {
    this.destroyed = true
    this.emit('close')
    return this
  }
  drain(): void {
    this.writableNeedDrain = false
    this.emit('drain')
  }
  finish(): void {
    this.writableEnded = true
    this.writableFinished = true
    this.emit('finish')
  }
}

const answers = (count: number) => Array.from({ length: count }, () => new Answer())
const destroyed = (all: Answer[]) => all.map((each) => each.destroyed)

let readers: SlowReaders
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  readers = new SlowReaders({ bytes: 100, cutMs: 10_000, slowMs: 1_000, tickMs: 500 })
})
afterEach(() => vi.useRealTimers())

describe('a reader', () => {
  it('that takes nothing is slow first, and then cut off', () => {
    const answer = new Answer()
    const onSlow = vi.fn()
    readers.watch(answer, { bytes: 10, onSlow })
    answer.writableNeedDrain = true
    vi.advanceTimersByTime(1_000)
    expect(onSlow).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(onSlow).toHaveBeenCalled()
    expect(answer.destroyed).toBe(false)
    vi.advanceTimersByTime(10_000)
    expect(answer.destroyed).toBe(true)
    expect(readers.state).toEqual({ answers: 0, bytes: 0 })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that does not take the end is cut off too', () => {
    const answer = new Answer()
    readers.watch(answer)
    answer.writableEnded = true
    vi.advanceTimersByTime(11_000)
    expect(answer.destroyed).toBe(true)
  })

  it('that takes a piece now and then is left alone', () => {
    const answer = new Answer()
    readers.watch(answer)
    for (let piece = 0; piece < 10; piece += 1) {
      answer.writableNeedDrain = true
      vi.advanceTimersByTime(9_000)
      answer.drain()
    }
    expect(answer.destroyed).toBe(false)
    answer.finish()
    expect(readers.state.answers).toBe(0)
  })

  it('of an answer that is still being made is not slow', () => {
    const answer = new Answer()
    const onSlow = vi.fn()
    readers.watch(answer, { onSlow })
    vi.advanceTimersByTime(60_000)
    expect(onSlow).not.toHaveBeenCalled()
    expect(answer.destroyed).toBe(false)
  })
})

describe('what waits in memory', () => {
  it('is bounded: the oldest answers go, and never the newest', () => {
    const all = answers(4)
    for (const answer of all) readers.watch(answer, { bytes: 40 })
    expect(destroyed(all)).toEqual([true, true, false, false])
    expect(readers.state).toEqual({ answers: 2, bytes: 80 })
    const large = new Answer()
    readers.watch(large, { bytes: 1_000 })
    expect(destroyed([...all, large])).toEqual([true, true, true, true, false])
    large.finish()
    expect(readers.state).toEqual({ answers: 0, bytes: 0 })
  })

  it('goes by who has taken nothing for longest: who is read goes last', () => {
    const [read, first, second] = [new Answer(), new Answer(), new Answer()]
    readers.watch(read, { bytes: 40 })
    readers.watch(first, { bytes: 30 })
    first.writableNeedDrain = true
    vi.advanceTimersByTime(3_000)
    readers.watch(second, { bytes: 25 })
    second.writableNeedDrain = true
    vi.advanceTimersByTime(1_000)
    readers.watch(new Answer(), { bytes: 30 })
    expect(destroyed([read, first, second])).toEqual([false, true, false])
    readers.watch(new Answer(), { bytes: 20 })
    expect(destroyed([read, first, second])).toEqual([false, true, true])
  })

  it('counts no answers that were taken', () => {
    const all = answers(50)
    for (const answer of all) {
      readers.watch(answer, { bytes: 60 })
      answer.finish()
    }
    expect(destroyed(all).some(Boolean)).toBe(false)
    expect(all.every((each) => each.eventNames().length === 0)).toBe(true)
  })
})
