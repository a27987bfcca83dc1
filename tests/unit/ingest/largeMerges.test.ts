import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inLargeMerges } from '../../../src/ingest/largeMerges'

const LATER = Number.POSITIVE_INFINITY

describe('merges into large calls', () => {
  it('are done one at a time, and those of one client do not keep others waiting', async () => {
    const order: string[] = []
    let running = 0
    const merge = (name: string) =>
      inLargeMerges({ deadline: LATER, clientID: name.charAt(0) }, async () => {
        running += 1
        order.push(`${name} of ${running}`)
        await nextTurn()
        running -= 1
      })
    await Promise.all(['a1', 'a2', 'a3', 'b1'].map(merge))
    expect(order.map((each) => each.slice(-4))).toEqual(Array(4).fill('of 1'))
    expect(order.indexOf('b1 of 1')).toBe(1)
  })

  it('fail when their turn comes too late, and for themselves alone', async () => {
    const failing = inLargeMerges({ deadline: LATER, clientID: 'a' }, async () => {
      throw new Error('no connection')
    })
    const late = inLargeMerges({ deadline: Date.now() - 1, clientID: 'a' }, async () => 'done')
    const right = inLargeMerges({ deadline: LATER, clientID: 'a' }, async () => 'done')
    await expect(failing).rejects.toThrow('no connection')
    await expect(late).rejects.toThrow('too late')
    expect(await right).toBe('done')
  })
})
