import type { Pool } from 'pg'
import { DatabaseTooSlow, msUntil, withDeadline } from '../database/deadline'
import { observeBatch } from '../metrics/counters'
import { STORE_ALONE, storeFirst } from './firstStatements'

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

type Waiting = {
  bytes: number
  /** Whose call it is: two reports of one are stored one after the other. */
  call: string
  deadline: number
  reject: (err: unknown) => void
  resolve: (stored: StoredFirst) => void
  /** In milliseconds of `performance.now()`. */
  since: number
  values: unknown[]
}

// Powers of two, so that few statements are prepared on each connection.
const BATCH_SIZES = [16, 8, 4, 2, 1] as const
const MAX_BATCH_BYTES = 256 * 1024
// One statement at a time makes the largest batches. Another goes beside one that takes long: it may
// wait for a lock, or the disk is slow.
const MAX_PARALLEL = 8
const LONG_MS = 20

type Row = NonNullable<StoredFirst> & { ord: number }

const isRefusedData = (err: unknown): boolean =>
  err instanceof Error && 'severity' in err && err.severity === 'ERROR'

/** Its sender has been told to come again: to store it now would only hold up the others. */
const isTooLate = ({ deadline }: Waiting): boolean => Date.now() >= deadline

/** How many of those that wait go into the next statement; none when there are none. */
const nextBatchSize = (waiting: readonly Waiting[]): number => {
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

/**
 * Stores first reports that wait at the same moment in one statement, which shares the cost of a
 * commit. Nobody waits for others to come: a report goes at once unless statements are under way.
 */
class FirstReports {
  readonly #calls = new Set<string>()
  #long = 0
  readonly #pool: Pool
  #running = 0
  #waiting: Waiting[] = []

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add(report: Omit<Waiting, 'reject' | 'resolve' | 'since'>): Promise<StoredFirst> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new DatabaseTooSlow('Not stored in time')),
        msUntil(report.deadline),
      )
      this.#waiting.push({
        ...report,
        reject: (err) => {
          clearTimeout(timer)
          reject(err)
        },
        resolve: (stored) => {
          clearTimeout(timer)
          resolve(stored)
        },
        since: performance.now(),
      })
      this.#next()
    })
  }

  get waiting(): { count: number; oldestMs: number } {
    const [oldest] = this.#waiting
    return {
      count: this.#waiting.length,
      oldestMs: oldest ? performance.now() - oldest.since : 0,
    }
  }

  /** As many at a time as take long, and one more. */
  get #hasTurn(): boolean {
    return this.#running < Math.min(MAX_PARALLEL, this.#long + 1)
  }

  #next(): void {
    while (this.#hasTurn) {
      this.#waiting = this.#waiting.filter((report) => !isTooLate(report))
      const batch = this.#nextBatch()
      if (batch.length === 0) return
      void this.#run(batch)
    }
  }

  /**
   * A second report of a call that is being stored waits: it finds the call then, where both together
   * would have to be merged.
   */
  #nextBatch(): Waiting[] {
    const calls = new Set(this.#calls)
    const ready = this.#waiting.filter(({ call }) => !calls.has(call) && calls.add(call))
    const batch = ready.slice(0, nextBatchSize(ready))
    for (const { call } of batch) this.#calls.add(call)
    const taken = new Set(batch)
    this.#waiting = this.#waiting.filter((report) => !taken.has(report))
    return batch
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    let isLong = false
    const timer = setTimeout(() => {
      isLong = true
      this.#long += 1
      this.#next()
    }, LONG_MS)
    this.#running += 1
    await this.#store(batch)
    for (const { call } of batch) this.#calls.delete(call)
    clearTimeout(timer)
    if (isLong) this.#long -= 1
    this.#running -= 1
    this.#next()
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.#write(batch)
      batch.forEach(({ resolve }, ord) => {
        resolve(stored.get(ord) ?? null)
      })
    } catch (err) {
      if (batch.length > 1 && isRefusedData(err)) {
        // One report that cannot be stored must not take its neighbours along.
        await Promise.all(batch.map((report) => this.#store([report])))
        return
      }
      for (const { reject } of batch) reject(err)
    }
  }

  async #write(batch: readonly Waiting[]): Promise<Map<number, StoredFirst>> {
    observeBatch(batch.length)
    // Each sender is answered at its own deadline; an old report must not cut its neighbours short.
    const deadline = Math.max(...batch.map((report) => report.deadline))
    const database = withDeadline(this.#pool, deadline)
    const values = batch.flatMap((report) => report.values)
    const store = async (statement: { name: string; text: string }) =>
      (await database.query<Row>({ ...statement, values })).rows
    const alone = batch.length === 1 ? await store(STORE_ALONE) : []
    const rows =
      alone.length > 0 ? alone : await store(storeFirst({ key: 'token', rows: batch.length }))
    return new Map(rows.map(({ ord, ...stored }) => [ord, stored]))
  }
}

const byPool = new WeakMap<Pool, FirstReports>()

type AddFirst = Pick<Waiting, 'bytes' | 'call' | 'deadline' | 'values'> & { pool: Pool }

/**
 * Stores a report whose call is probably new, with those that wait at the same moment.
 * @param values the parameters of a row of `storeFirst`
 * @returns once it is committed
 */
export const addFirstReport = ({ pool, ...report }: AddFirst): Promise<StoredFirst> => {
  const reports = byPool.get(pool) ?? new FirstReports(pool)
  byPool.set(pool, reports)
  return reports.add(report)
}

/** How many first reports wait to be stored, and for how long the oldest of them has. */
export const waitingReports = (pool: Pool): { count: number; oldestMs: number } =>
  byPool.get(pool)?.waiting ?? { count: 0, oldestMs: 0 }
