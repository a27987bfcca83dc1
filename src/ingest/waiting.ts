import { DatabaseTooSlow } from '../database/connection/deadline'

/** What became of a report: null without such a client. */
export type StoredFirst = {
  /** False: nothing was stored, the client's guard is not the one that the sender has passed. */
  admitted: boolean
  client: string
  /** The retired token that it came by, if it did. */
  retired: null | string
  /** The call of which it says nothing new. With neither this nor a summary the two are to be merged. */
  repeated: null | string
  summary: null | string
} | null

/** A report that waits to be stored, and its sender for an answer. */
export type Waiting = {
  bytes: number
  /** Whose call it is: two reports of one are stored one after the other. */
  call: string
  deadline: number
  /** Index of the client's token. */
  key: string
  reject: (err: unknown) => void
  resolve: (stored: StoredFirst) => void
  /** In milliseconds of `performance.now()`. */
  since: number
  values: unknown[]
}

// Powers of two, so that few statements are prepared on each connection.
const BATCH_SIZES = [16, 8, 4, 2, 1] as const
const MAX_BATCH_BYTES = 256 * 1024

/** How many of those that wait go into the next statement; none when there are none. */
export const nextBatchSize = (waiting: readonly Waiting[]): number => {
  let bytes = 0
  let count = 0
  for (const { bytes: size } of waiting) {
    bytes += size
    if (count > 0 && bytes > MAX_BATCH_BYTES) break
    count += 1
    if (count === BATCH_SIZES[0]) break
  }
  return BATCH_SIZES.find((size) => size <= count) ?? 0
}

/** Tells those whose time is over to come again. @returns the others */
export const rejectLate = (reports: readonly Waiting[]): Waiting[] => {
  const now = Date.now()
  return reports.filter(({ deadline, reject }) => {
    if (now < deadline) return true
    reject(new DatabaseTooSlow('Not stored in time'))
    return false
  })
}
