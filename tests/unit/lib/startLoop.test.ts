import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { startLoop } from '../../../src/lib/startLoop'
import { HOUR_MS } from '../../../src/lib/time/units'

/** A promise, and what settles it. */
const deferred = () => {
  let settle: () => void = () => undefined
  const promise = new Promise<void>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}

const raise = (error: unknown) => {
  throw error
}

describe('A loop', () => {
  it('runs again and again, one run after the other, and leaves no listeners behind', async () => {
    const done = deferred()
    let running = 0
    const seen: number[][] = []
    const stop = startLoop({
      every: 1,
      onError: raise,
      run: async (signal) => {
        running += 1
        seen.push([running, getEventListeners(signal, 'abort').length])
        await Promise.resolve()
        running -= 1
        if (seen.length === 30) done.settle()
      },
    })
    await done.promise
    await stop()
    expect(seen.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => [1, 0]))
  })

  it('goes on after a run that failed, when its time has come', async () => {
    const done = deferred()
    const events: string[] = []
    const stop = startLoop({
      afterError: 1,
      every: HOUR_MS,
      onError: (error) => events.push(String(error)),
      run: async () => {
        events.push('run')
        if (events.length === 1) throw new Error('It broke')
        done.settle()
      },
    })
    await done.promise
    await stop()
    expect(events).toEqual(['run', 'Error: It broke', 'run'])
  })

  it('reports what a run throws before it begins to wait', async () => {
    const done = deferred()
    const errors: unknown[] = []
    const stop = startLoop({
      every: HOUR_MS,
      onError: (error) => {
        errors.push(error)
        done.settle()
      },
      run: () => {
        throw new Error('It broke')
      },
    })
    await done.promise
    await stop()
    expect(errors).toEqual([new Error('It broke')])
  })

  it('waits for the run that is going when it is stopped, and begins no other', async () => {
    const begun = deferred()
    const finish = deferred()
    const events: string[] = []
    const stop = startLoop({
      every: 0,
      onError: raise,
      run: async (signal) => {
        begun.settle()
        await finish.promise
        events.push(signal.aborted ? 'told to stop' : 'not told')
      },
    })
    await begun.promise
    const stopped = stop().then(() => events.push('stopped'))
    finish.settle()
    await stopped
    expect(events).toEqual(['told to stop', 'stopped'])
  })

  it('stops although a run hangs, and while it waits for the next one, or for the first', async () => {
    const hangs = new Promise<void>(() => undefined)
    await startLoop({ every: 0, onError: raise, run: () => hangs })()
    await startLoop({ every: HOUR_MS, onError: raise, run: async () => undefined })()
    const runs: string[] = []
    const run = async () => {
      runs.push('run')
    }
    await startLoop({ every: 0, first: HOUR_MS, onError: raise, run, spread: 0.2 })()
    expect(runs).toEqual([])
  })
})
