import { describe, expect, it } from 'vitest'
import { inSlices } from '../../../src/ingest/slices'

const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('work in slices', () => {
  it('is done at once when little was done before', () => {
    let isDone = false
    void inSlices(() => {
      isDone = true
    })
    expect(isDone).toBe(true)
  })

  it('lets others have their turn between long pieces, and keeps their order', async () => {
    const seen: string[] = []
    setImmediate(() => seen.push('somebody else'))
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        inSlices(() => {
          busy(3)
          seen.push(name)
        }),
      ),
    )
    expect(seen.filter((name) => name.length === 1).join('')).toBe('abcd')
    expect(seen.indexOf('somebody else')).toBeLessThan(seen.indexOf('d'))
  })

  it('fails only for whom it fails', async () => {
    const settled = await Promise.allSettled([
      inSlices(() => busy(3)),
      inSlices(() => {
        throw new Error('unreadable')
      }),
      inSlices(() => 'fine'),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('give somebody else a turn before the next of who has many', async () => {
    const seen: string[] = []
    const work = (name: string) =>
      inSlices(() => {
        busy(3)
        seen.push(name)
      }, name.charAt(0))
    await Promise.all([...['a1', 'a2', 'a3', 'a4', 'a5'].map(work), work('b1')])
    expect(seen.indexOf('b1')).toBeLessThan(seen.indexOf('a4'))
  })
})
