import type { Part } from '../seal/frames'

/** What a `Range` header asks for: all, a part, or one that the recording does not have. */
export type Wanted = 'all' | 'none' | Part

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/i

/**
 * Reads a `Range` header as RFC 9110 §14.2 says. Several ranges, other units and nonsense count as no header.
 * @param bytes the size of the recording
 */
export const readRange = (header: null | string, bytes: number): Wanted => {
  const [, start = '', end = ''] = RANGE.exec(header?.replaceAll(' ', '') ?? '') ?? []
  if (start === '' && end === '') return 'all'
  if (start === '') {
    // The last bytes.
    const count = Number(end)
    return count === 0 ? 'none' : { from: Math.max(0, bytes - count), to: bytes }
  }
  const from = Number(start)
  const last = end === '' ? bytes - 1 : Number(end)
  if (last < from && end !== '') return 'all'
  return from >= bytes ? 'none' : { from, to: Math.min(bytes, last + 1) }
}

/** A `Range` header that may be passed on: one range of bytes. Undefined for anything else. */
export const passedRange = (header: null | string): string | undefined => {
  const tidy = header?.replaceAll(' ', '').toLowerCase() ?? ''
  return RANGE.test(tidy) && tidy !== 'bytes=-' ? tidy : undefined
}
