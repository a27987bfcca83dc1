import type { Outcome } from './outcome'
import type { Schedule } from './schedule'
import type { Verdict } from './verdict'

/** A row that this process has leased. */
export type Leased = {
  /** How many attempts were begun, with this one. */
  attempts: number
  firstTriedAt: Date
  lease: string
  /** Epoch milliseconds on this machine's clock, never later than the database's. */
  leasedUntil: number
}

/** The signals of an attempt. `late`: its deadline is over. `stop`: the process stops. */
export type AttemptSignals = { late: AbortSignal; stop: AbortSignal }

/**
 * A kind of work that follows from committed rows, such as mails, or copies of recordings. Each lane has its own workers,
 * deadline, schedule and breaker, so that one that is slow never delays another. Several processes share the work: the
 * lease is a column of the row. No connection is held during an attempt.
 */
export type Lane<Item extends Leased> = {
  /** One attempt. What it throws is passed to `onError`, and it counts as failed. */
  attempt: (item: Item, signals: AttemptSignals) => Promise<Outcome>
  /**
   * Whether an attempt that took too long says that others would fail as well. Not where each has a receiver of its own:
   * one that is slow would stop all.
   */
  isDownWhenSlow: boolean
  /** Leases up to so many rows that are due, or whose lease has lapsed. */
  claim: (limit: number) => Promise<Item[]>
  /** How long an attempt may take, in milliseconds: well below the lease. */
  deadlineMs: number
  /** Writes the next state, if the lease is still held. @returns false if it was lost, and nothing was written */
  finish: (item: Item, verdict: Verdict) => Promise<boolean>
  /** Gives up leases, so that another process can claim the rows. */
  giveBack: (leases: readonly string[]) => Promise<void>
  /** Why it is not tried now, if it is not. */
  hold?: (item: Item, now: Date) => null | Outcome
  /** Called once the next state is written. */
  note?: (verdict: Verdict) => void
  /** How many are tried at a time. */
  parallel: number
  schedule: Schedule
  /** Sentences for staff. */
  words: { failed: string; tooSlow: string }
}
