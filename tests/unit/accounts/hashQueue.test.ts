import { describe, expect, it } from 'vitest'
import { HashQueue } from '../../../src/accounts/hashQueue'

const held = () => {
  let letGo = () => {}
  const until = new Promise<void>((resolve) => (letGo = resolve))
  return { letGo, until }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code,
  )

describe('the queue of password hashes', () => {
  it('has few places for one account from one place, more for an address, and not many in all', async () => {
    const queue = new HashQueue({ address: 3, all: 5, bucket: 2 })
    const { letGo, until } = held()
    const enter = (address: null | string, bucket: string) =>
      codeOf(queue.run({ address, bucket }, () => until))
    const taken = [enter('a', 'x'), enter('a', 'x')]
    expect(await enter('a', 'x')).toBe('TOO_MANY_REQUESTS')
    taken.push(enter('a', 'y'))
    expect(await enter('a', 'z')).toBe('TOO_MANY_REQUESTS')
    taken.push(enter('b', 'x2'), enter(null, 'y2'))
    expect(await enter('c', 'z')).toBe('BUSY')
    letGo()
    expect(await Promise.all(taken)).toEqual(Array(5).fill('done'))
    expect(await enter('a', 'x')).toBe('done')
  })

  it('serves one bucket one after another, also after a failure, and others in between', async () => {
    const queue = new HashQueue()
    const order: string[] = []
    const step = (name: string, bucket: string, work: () => Promise<void>) =>
      queue.run({ address: null, bucket }, async () => {
        order.push(`${name} begins`)
        await work()
        order.push(`${name} ends`)
      })
    const { letGo, until } = held()
    const first = step('first', 'x', async () => {
      await until
      throw new Error('no')
    })
    const second = step('second', 'x', async () => {})
    await step('other', 'y', async () => {})
    letGo()
    await expect(first).rejects.toThrow('no')
    await second
    expect(order).toEqual([
      'first begins',
      'other begins',
      'other ends',
      'second begins',
      'second ends',
    ])
  })
})
