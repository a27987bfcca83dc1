import { performance } from 'node:perf_hooks'
import type { Payload } from 'payload'
import { type BulkEntry, insertEntries } from '../../audit/log'
import { createPacer } from '../../lib/createPacer'
import { NO_COUNTS, type RereadCounts, rereadCalls } from './rereadCalls'
import type { RereadTurn } from './rereadTurn'

/** How many calls are read before a run checks whether to continue. */
export const REREAD_BATCH = 25

/** The pauses between batches: reports come first. */
export const REREAD_PACE = {
  busy: { factor: 19, longestMs: 2_000 },
  idle: { factor: 0.25, longestMs: 2_000 },
}

/** How far a run has got: what it has counted, and the number of calls it is done with. */
export type RereadProgress = { counts: RereadCounts; done: number }

/** The ids of the next calls of a run, in descending order; empty: there are no more. */
export type NextCalls = () => Promise<readonly string[]>

type Run = {
  entry: BulkEntry
  isDryRun: boolean
  next: NextCalls
  payload: Payload
  signal?: AbortSignal
  /** null for a dry run: several of those may run at the same time. */
  turn: null | RereadTurn
}

const sum = (a: RereadCounts, b: RereadCounts): RereadCounts => ({
  changed: a.changed + b.changed,
  reread: a.reread + b.reread,
  unreadable: a.unreadable + b.unreadable,
  withoutBodies: a.withoutBodies + b.withoutBodies,
})

const doneOf = ({ reread, unreadable, withoutBodies }: RereadCounts): number =>
  reread + unreadable + withoutBodies

/** Another run has taken the turn of this one. */
class TurnLost extends Error {
  override name = 'TurnLost'
}

const begunOf = (turn: null | RereadTurn): RereadCounts => ({ ...NO_COUNTS, ...turn?.begin.counts })

async function* rereadBatches({
  entry,
  isDryRun,
  next,
  payload,
  signal,
  turn,
}: Run): AsyncGenerator<RereadProgress, boolean, void> {
  let counts = begunOf(turn)
  const pace = createPacer(REREAD_PACE)
  for (let ids = await next(); ids.length > 0; ids = await next()) {
    for (let start = 0; start < ids.length; start += REREAD_BATCH) {
      if (signal?.aborted) return false
      const began = performance.now()
      const batch = ids.slice(start, start + REREAD_BATCH)
      const done = await rereadCalls({ entry: isDryRun ? null : entry, ids: batch, payload })
      counts = sum(counts, done)
      const place = batch.at(-1)
      if (turn && place && !(await turn.renew({ counts, place }))) {
        throw new TurnLost('Another run is reading calls again')
      }
      yield { counts, done: doneOf(counts) }
      await pace(performance.now() - began, signal)
    }
  }
  // Changes are in the history of their calls already.
  if (!isDryRun && counts.changed === 0) {
    const nothing = { changes: null, document: null, label: null }
    await insertEntries(payload.db.drizzle, [{ ...entry.head, ...nothing }])
  }
  return true
}

/**
 * Reads many calls again, in batches that are stored one by one. Yields the progress after each batch.
 * @param run `signal` stops it between two batches; it can be resumed later
 * @throws {TurnLost} if its lease expired and another run may have taken the turn
 */
export async function* runReread(run: Run): AsyncGenerator<RereadProgress, void, void> {
  let isDone = false
  try {
    isDone = yield* rereadBatches(run)
  } finally {
    await run.turn?.end(isDone)
  }
}
