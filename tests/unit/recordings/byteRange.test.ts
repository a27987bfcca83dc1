import { describe, expect, it } from 'vitest'
import { passedRange, readRange } from '../../../src/recordings/play/byteRange'

describe('a Range header', () => {
  it.each([
    [null, 'all'],
    ['', 'all'],
    ['bytes=0-', { from: 0, to: 100 }],
    ['bytes=10-19', { from: 10, to: 20 }],
    ['bytes = 10 - 19', { from: 10, to: 20 }],
    ['Bytes=10-19', { from: 10, to: 20 }],
    ['bytes=90-1000', { from: 90, to: 100 }],
    ['bytes=99-', { from: 99, to: 100 }],
    ['bytes=-10', { from: 90, to: 100 }],
    ['bytes=-1000', { from: 0, to: 100 }],
    ['bytes=-0', 'none'],
    ['bytes=100-', 'none'],
    ['bytes=100-200', 'none'],
    // Invalid, or more than is served: as if it were not there.
    ['bytes=20-10', 'all'],
    ['bytes=-', 'all'],
    ['bytes=0-1,5-6', 'all'],
    ['lines=0-1', 'all'],
    ['bytes=a-b', 'all'],
    [`bytes=${'9'.repeat(40)}-`, 'all'],
  ] as const)('%s of 100 bytes', (header, wanted) => {
    expect(readRange(header, 100)).toEqual(wanted)
  })

  it.each([
    ['bytes=0-', 'bytes=0-'],
    ['Bytes = 5-9', 'bytes=5-9'],
    ['bytes=-5', 'bytes=-5'],
    ['bytes=-', undefined],
    ['bytes=0-1, 2-3', undefined],
    ['x', undefined],
    [null, undefined],
  ])('is passed on to Vapi only as one plain range: %s', (header, passed) => {
    expect(passedRange(header)).toBe(passed)
  })
})
