import { describe, expect, it } from 'vitest'
import { FairLine } from '../../../src/ingest/fairLine'

const all = (line: FairLine<string>): string[] => {
  const taken: string[] = []
  for (let item = line.take(); item !== undefined; item = line.take()) taken.push(item)
  return taken
}

describe('a fair line', () => {
  it('gives each their turn before anybody has the next, in the order of each', () => {
    const line = new FairLine<string>()
    for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) line.add(item.charAt(0), item)
    expect(line.size).toBe(7)
    expect(all(line)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
    expect(line.size).toBe(0)
  })

  it('puts who comes later before the second of who came first', () => {
    const line = new FairLine<string>()
    for (const item of ['a1', 'a2', 'a3']) line.add('a', item)
    expect(line.take()).toBe('a1')
    line.add('b', 'b1')
    expect(line.take()).toBe('a2')
    expect(all(line)).toEqual(['b1', 'a3'])
  })

  it('passes over who may have none, who keeps the turn', () => {
    const line = new FairLine<string>()
    for (const item of ['a1', 'a2', 'b1', 'b2']) line.add(item.charAt(0), item)
    expect(line.take((key) => key !== 'a')).toBe('b1')
    expect(line.take((key) => key === 'c')).toBeUndefined()
    expect(all(line)).toEqual(['a1', 'b2', 'a2'])
  })
})
