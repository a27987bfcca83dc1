import { describe, expect, it } from 'vitest'
import { RecentCalls } from '../../../src/ingest/recentCalls'

describe('Calls stored lately', () => {
  it('are known, and the oldest of very many forgotten', () => {
    const calls = new RecentCalls()
    for (let number = 0; number < 30_000; number += 1) calls.add(`call-${number}`)
    const isKnown = (number: number) => calls.has(`call-${number}`)
    expect([29_999, 25_000].map(isKnown)).toEqual([true, true])
    expect([0, 19_999, 30_000].map(isKnown)).toEqual([false, false, false])
  })
})
