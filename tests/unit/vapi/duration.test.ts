import { describe, expect, it } from 'vitest'
import { readDuration } from '../../../src/vapi/duration'

describe('readDuration', () => {
  it.each([
    [185, 185],
    [61.25, 61.25],
    [185_000, 185],
    [10_800, 10_800],
    ['4:00:00', 14_400],
    [45_000, 45],
    ['185', 185],
    ['3:05', 185],
    ['00:03:05', 185],
    ['1:03:05', 3785],
    ['PT3M5S', 185],
    ['PT1H2M', 3720],
    ['3m5s', 185],
    ['3m 5s', 185],
    ['3 min 5 sec', 185],
    ['3 minutes and 5 seconds', 185],
    ['2.5 minutes', 150],
    ['185s', 185],
    ['8500 ms', 8.5],
    [0, 0],
  ])('%j is %d seconds', (given, seconds) => {
    expect(readDuration(given)).toBe(seconds)
  })

  it.each([
    -1,
    10_801,
    '15000',
    43_200,
    1e12,
    '',
    'short',
    'about 3 min',
    '3 apples',
    '12:99:1',
    '3 months',
    true,
    null,
    {},
  ])('does not guess what %j means', (given) => {
    expect(readDuration(given)).toBeNull()
  })
})
