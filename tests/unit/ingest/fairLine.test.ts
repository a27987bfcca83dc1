import { describe, expect, it } from 'vitest'
import { FairLine } from '../../../src/ingest/fairLine'

const all = (line: FairLine<string>): string[] => {
  const taken: string[] = []
  for (let next = line.take(); next; next = line.take()) taken.push(next.item)
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
    expect(line.take()?.item).toBe('a1')
    line.add('b', 'b1')
    expect(line.take()?.item).toBe('a2')
    expect(all(line)).toEqual(['b1', 'a3'])
  })

  it('passes over who may have none, who keeps the turn', () => {
    const line = new FairLine<string>()
    for (const item of ['a1', 'a2', 'b1', 'b2']) line.add(item.charAt(0), item)
    expect(line.take((key) => key !== 'a')).toEqual({ item: 'b1', key: 'b' })
    expect(line.take((key) => key === 'c')).toBeUndefined()
    expect(all(line)).toEqual(['a1', 'b2', 'a2'])
  })

  it('lets many that take little time pass one who takes much', () => {
    const line = new FairLine<string>()
    for (const item of ['a1', 'a2', 'b1', 'b2', 'b3', 'b4']) line.add(item.charAt(0), item)
    const taken: string[] = []
    for (let next = line.take(); next; next = line.take()) {
      taken.push(next.item)
      line.charge(next.key, next.key === 'a' ? 100 : 1)
    }
    expect(taken).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'a2'])
  })

  it('lets nobody save up while there was nothing to wait for', () => {
    const line = new FairLine<string>()
    line.charge('a', 50)
    line.add('a', 'a1')
    expect(line.take()?.item).toBe('a1')
    line.charge('a', 10)
    for (const item of ['b1', 'b2', 'b3', 'a2']) line.add(item.charAt(0), item)
    const taken: string[] = []
    for (let next = line.take(); next; next = line.take()) {
      taken.push(next.item)
      line.charge(next.key, 8)
    }
    expect(taken).toEqual(['b1', 'b2', 'a2', 'b3'])
  })
})
