import { describe, expect, it } from 'vitest'
import { inOneRead } from '../../../src/lib/inOneRead'

const counting = () => {
  const reads: string[][] = []
  const ask = inOneRead(async (ids) => {
    reads.push([...ids])
    return new Map(ids.filter((id) => id !== 'gone').map((id) => [id, id.toUpperCase()]))
  })
  return { ask, reads }
}

describe('asking for many one by one', () => {
  it('reads all of them at once, and each only once', async () => {
    const { ask, reads } = counting()
    const found = await Promise.all(['a', 'b', 'a', 'gone'].map(ask))
    expect(found).toEqual(['A', 'B', 'A', undefined])
    expect(reads).toEqual([['a', 'b', 'gone']])
    expect(await ask('b')).toBe('B')
    expect(reads).toHaveLength(1)
  })

  it('reads again for what is asked for later', async () => {
    const { ask, reads } = counting()
    expect(await ask('a')).toBe('A')
    expect(await Promise.all([ask('b'), ask('c')])).toEqual(['B', 'C'])
    expect(reads).toEqual([['a'], ['b', 'c']])
  })

  it('fails for all that waited for a read that failed', async () => {
    const ask = inOneRead(() => Promise.reject(new Error('away')))
    const settled = await Promise.allSettled([ask('a'), ask('b')])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
