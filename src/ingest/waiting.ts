import { DatabaseTooSlow } from '../database/connection/deadline'

/** What happened to a report; null if there is no such client. */
export type StoredFirst = {
  /** False: nothing was stored, because the client's guard is not the one that the sender passed. */
  admitted: boolean
  client: string
  /** The id of the retired token that the post used, if it did. */
  retired: null | string
  /** The call, if the report adds nothing to it. With neither this nor a summary, the two have to be merged. */
  repeated: null | string
  summary: null | string
} | null

/** A report that waits to be stored while its sender waits for the answer. */
export type Waiting = {
  bytes: number
  /** Client and call: two reports of one call are stored one after the other. */
  call: string
  deadline: number
  tokenIndex: string
  reject: (err: unknown) => void
  resolve: (stored: StoredFirst) => void
  /** In milliseconds of `performance.now()`. */
  since: number
  values: unknown[]
  /** Whether its recording is to be copied. */
  withCopy: boolean
}

// Powers of two, so that few statements are prepared on each connection.
const BATCH_SIZES = [16, 8, 4, 2, 1] as const
const MAX_BATCH_BYTES = 256 * 1024

/** How many waiting reports go into the next statement. */
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

/** Rejects reports past their deadline, whose senders get 503. @returns the others */
export const rejectLate = (reports: readonly Waiting[]): Waiting[] => {
  const now = Date.now()
  return reports.filter(({ deadline, reject }) => {
    if (now < deadline) return true
    reject(new DatabaseTooSlow('Not stored in time'))
    return false
  })
}
