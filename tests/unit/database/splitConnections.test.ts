import { describe, expect, it } from 'vitest'
import { splitConnections } from '../../../src/database/connection/pool'

describe('the connections of a process', () => {
  it.each([
    [2, 1, 1],
    [3, 1, 2],
    [10, 3, 7],
    [20, 6, 14],
    [500, 12, 488],
  ])('of %i, keeps %i for reports and leaves %i', (max, intake, rest) => {
    expect(splitConnections(max)).toEqual({ intake, rest })
  })

  it('are split, never added to', () => {
    for (let max = 2; max <= 500; max += 1) {
      const { intake, rest } = splitConnections(max)
      expect(intake + rest).toBe(max)
      expect(Math.min(intake, rest)).toBeGreaterThan(0)
    }
  })
})
