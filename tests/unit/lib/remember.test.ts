import { describe, expect, it } from 'vitest'
import { remember } from '../../../src/lib/remember'

describe('remembering answers', () => {
  it('works an answer out once for a name, also an empty one', () => {
    let asked = 0
    const lower = remember((name) => {
      asked += 1
      return name.toLowerCase()
    })
    for (const name of ['A', 'A', '', '']) expect(lower(name)).toBe(name.toLowerCase())
    expect(asked).toBe(2)
  })

  it('answers any number of made-up and of long names, remembering only so many', () => {
    let asked = 0
    const size = remember((name) => {
      asked += 1
      return name.length
    })
    const long = 'x'.repeat(1_000)
    for (let i = 0; i < 10_000; i += 1) expect(size(`name ${i}`)).toBe(`name ${i}`.length)
    for (let i = 0; i < 3; i += 1) expect(size(long)).toBe(1_000)
    expect(asked).toBe(10_003)
    expect(size('name 0')).toBe(6)
    expect(size('name 9999')).toBe(9)
    expect(asked).toBe(10_004)
  })
})
