import type { Pool } from 'pg'
import { isAnswer, withDeadline } from '../database/connection/deadline'
import { observeBatch } from '../metrics/counters'
import { storeAlone, storeFirst } from './firstStatements'
import { RecentCalls } from './recentCalls'
import { nextBatchSize, rejectLate, type StoredFirst, type Waiting } from './waiting'

type AddFirst = Pick<Waiting, 'bytes' | 'call' | 'deadline' | 'tokenIndex' | 'values' | 'withCopy'>

// One statement at a time makes the largest batches. If one takes long (a lock, a slow disk), another is
// started next to it.
const MAX_PARALLEL = 8
const LONG_MS = 20
// One timer for all reports: one each would cost 1 % of the throughput.
const TICK_MS = 10

const MAX_NOTIFIED = 10_000

type Run = { batch: readonly Waiting[]; isLong: boolean; since: number }

/** `notifies`: whether the client receives notifications of calls. */
type Row = NonNullable<StoredFirst> & { notifies?: boolean; ord: number }
type Alone = { client: string; summary: string }

const asFirst = ({ client, summary }: Alone): StoredFirst => ({
  admitted: true,
  client,
  repeated: null,
  retired: null,
  summary,
})

/**
 * Stores first reports that wait at the same moment in one statement, so that they share the cost of a
 * commit. A report never waits for others to arrive: it is stored immediately unless a statement is running.
 */
class FirstReports {
  readonly #calls = new Set<string>()
  #clock: NodeJS.Timeout | undefined
  #long = 0
  /** Tokens of clients that received notifications when last asked. Only a hint: which statement to try first. */
  readonly #notified = new Set<string>()
  readonly #pool: Pool
  /** A report of one of these is a repeat, and the statement for new calls would not store it. */
  readonly #recent = new RecentCalls()
  readonly #running = new Set<Run>()
  #waiting: Waiting[] = []

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add({ bytes, call, deadline, tokenIndex, values, withCopy }: AddFirst): Promise<StoredFirst> {
    return new Promise((resolve, reject) => {
      const since = performance.now()
      this.#waiting.push({
        bytes,
        call,
        deadline,
        reject,
        resolve,
        since,
        tokenIndex,
        values,
        withCopy,
      })
      this.#clock ??= setInterval(() => this.#tick(), TICK_MS)
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

  /** One statement more than there are slow ones. */
  get #hasTurn(): boolean {
    return this.#running.size < Math.min(MAX_PARALLEL, this.#long + 1)
  }

  #tick(): void {
    const now = performance.now()
    for (const run of this.#running) {
      rejectLate(run.batch)
      if (run.isLong || now - run.since < LONG_MS) continue
      run.isLong = true
      this.#long += 1
    }
    this.#next()
    if (this.#running.size > 0 || this.#waiting.length > 0) return
    clearInterval(this.#clock)
    this.#clock = undefined
  }

  #next(): void {
    // Storing what is too late would only hold up the others.
    this.#waiting = rejectLate(this.#waiting)
    while (this.#hasTurn && this.#waiting.length > 0) {
      const batch = this.#nextBatch()
      if (batch.length === 0) return
      void this.#run(batch)
    }
  }

  /**
   * A second report of a call that is being stored has to wait until it can find that call. A batch has either reports
   * with a recording to copy, or others: the former have parameters of their own.
   */
  #nextBatch(): Waiting[] {
    const [only] = this.#waiting
    if (only && this.#waiting.length === 1) {
      if (this.#calls.has(only.call)) return []
      this.#calls.add(only.call)
      this.#waiting = []
      return [only]
    }
    const calls = new Set(this.#calls)
    const ready = this.#waiting.filter(({ call }) => !calls.has(call) && calls.add(call))
    const alike = ready.filter(({ withCopy }) => withCopy === ready[0]?.withCopy)
    const batch = alike.slice(0, nextBatchSize(alike))
    for (const { call } of batch) this.#calls.add(call)
    const taken = new Set(batch)
    this.#waiting = this.#waiting.filter((report) => !taken.has(report))
    return batch
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    const run = { batch, isLong: false, since: performance.now() }
    this.#running.add(run)
    await this.#store(batch)
    for (const { call } of batch) this.#calls.delete(call)
    this.#running.delete(run)
    if (run.isLong) this.#long -= 1
    this.#next()
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.#write(batch)
      for (const [ord, { call, resolve }] of batch.entries()) {
        const answer = stored[ord] ?? null
        if (answer?.summary) this.#recent.add(call)
        resolve(answer)
      }
    } catch (err) {
      if (batch.length > 1 && isAnswer(err)) {
        // One report that cannot be stored must not fail the others in its batch.
        await Promise.all(batch.map((report) => this.#store([report])))
        return
      }
      for (const { reject } of batch) reject(err)
    }
  }

  async #write(batch: readonly Waiting[]): Promise<StoredFirst[]> {
    observeBatch(batch.length)
    const [first] = batch
    if (first && batch.length === 1 && !this.#recent.has(first.call)) {
      const notifies = this.#notified.has(first.tokenIndex)
      const { name, text } = storeAlone({ notifies, withCopy: first.withCopy })
      const database = withDeadline(this.#pool, first.deadline)
      const { rows } = await database.query<Alone>({ name, text, values: first.values })
      const [stored] = rows
      if (stored) return [asFirst(stored)]
    }
    // Each sender is answered at its own deadline; the oldest report must not set it for the whole batch.
    const deadline = Math.max(...batch.map((report) => report.deadline))
    const { rows } = await withDeadline(this.#pool, deadline).query<Row>({
      ...storeFirst({ key: 'token', rows: batch.length, withCopy: first?.withCopy ?? false }),
      values: batch.flatMap((report) => report.values),
    })
    const stored = new Map(rows.map((row) => [row.ord, row]))
    return batch.map(({ tokenIndex }, ord) => {
      const row = stored.get(ord)
      this.#noteNotified(tokenIndex, row?.notifies)
      return row ?? null
    })
  }

  #noteNotified(tokenIndex: string, notifies: boolean | undefined): void {
    if (notifies === undefined) return
    if (this.#notified.size >= MAX_NOTIFIED) this.#notified.clear()
    if (notifies) this.#notified.add(tokenIndex)
    else this.#notified.delete(tokenIndex)
  }
}

const byPool = new WeakMap<Pool, FirstReports>()

/**
 * Stores a report whose call is probably new, together with those that wait at the same moment.
 * @param values the parameters of a row of `storeFirst`
 * @returns once it is committed
 */
export const addFirstReport = (pool: Pool, report: AddFirst): Promise<StoredFirst> => {
  const reports = byPool.get(pool) ?? new FirstReports(pool)
  byPool.set(pool, reports)
  return reports.add(report)
}

/** How many first reports wait to be stored, and for how long the oldest has waited. */
export const waitingReports = (pool: Pool): { count: number; oldestMs: number } =>
  byPool.get(pool)?.waiting ?? { count: 0, oldestMs: 0 }
