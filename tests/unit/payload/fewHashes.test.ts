import { describe, expect, it } from 'vitest'
import { hashesWaiting, inHashTurn, limitHashes } from '../../../src/payload/fewHashes'

describe('hashes of other kinds', () => {
  it('are computed two at a time, in order, also when one of them fails', async () => {
    limitHashes()
    const begun: number[] = []
    const ends: (() => void)[] = []
    const work = (number: number) =>
      inHashTurn(async () => {
        begun.push(number)
        await new Promise<void>((resolve) => ends.push(resolve))
        if (number === 1) throw new Error('broken')
        return number
      })
    const all = Promise.allSettled([0, 1, 2, 3, 4].map(work))
    expect(begun).toEqual([0, 1])
    expect(hashesWaiting()).toBe(3)
    for (let done = 0; done < 5; done += 1) {
      while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve))
      expect(begun.length - done).toBeLessThanOrEqual(2)
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    const results = await all
    expect(begun).toEqual([0, 1, 2, 3, 4])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
    expect(hashesWaiting()).toBe(0)
  })
})
