import { describe, expect, it } from 'vitest'
import { Line } from '../../../src/accounts/line'

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

describe('the line before the hashes', () => {
  it('has few places for one account from one place, more for an address, and not many in all', async () => {
    const line = new Line({ address: 3, all: 5, bucket: 2 })
    const { letGo, until } = held()
    const stand = (address: null | string, bucket: string) =>
      codeOf(line.stand({ address, bucket }, () => until))
    const taken = [stand('a', 'x'), stand('a', 'x')]
    expect(await stand('a', 'x')).toBe('TOO_MANY_REQUESTS')
    taken.push(stand('a', 'y'))
    expect(await stand('a', 'z')).toBe('TOO_MANY_REQUESTS')
    taken.push(stand('b', 'x2'), stand(null, 'y2'))
    expect(await stand('c', 'z')).toBe('BUSY')
    letGo()
    expect(await Promise.all(taken)).toEqual(Array(5).fill('done'))
    expect(await stand('a', 'x')).toBe('done')
  })

  it('serves one bucket one after another, also after a failure, and others meanwhile', async () => {
    const line = new Line()
    const order: string[] = []
    const step = (name: string, bucket: string, work: () => Promise<void>) =>
      line.stand({ address: null, bucket }, async () => {
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
