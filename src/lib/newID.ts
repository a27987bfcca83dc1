import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

// `uuid` asks the system for 256 random bytes at a time, which costs a report more than the rest of its ids.
const pool = new Uint8Array(8_192)
let taken = pool.length
let milliseconds = 0
let sequence = 0

const randomBytes = (): Uint8Array => {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  taken += 16
  return pool.subarray(taken - 16, taken)
}

/**
 * A new UUIDv7. The ids of one process are in the order in which they were made, also within a millisecond
 * and when the clock is set back (RFC 9562, 6.2: a counter that begins at a random number).
 */
export const newID = (): string => {
  const random = randomBytes()
  const now = Date.now()
  if (now > milliseconds) {
    milliseconds = now
    const [a = 0, b = 0, c = 0, d = 0] = random.subarray(6, 10)
    sequence = (a << 23) | (b << 16) | (c << 8) | d
  } else {
    sequence = (sequence + 1) | 0
    if (sequence === 0) milliseconds += 1
  }
  return v7({ msecs: milliseconds, random, seq: sequence })
}
