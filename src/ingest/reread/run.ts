import { performance } from 'node:perf_hooks'
import type { Payload } from 'payload'
import { type BulkEntry, insertEntries } from '../../audit/log'
import { createPacer } from '../../lib/createPacer'
import { NO_COUNTS, type RereadCounts, rereadCalls } from './rereadCalls'
import type { RereadTurn } from './rereadTurn'

/** How many calls are read between two looks at whether to go on. */
const BATCH = 25
const PACE = { busy: { factor: 19, longestMs: 2_000 }, idle: { factor: 0.25, longestMs: 2_000 } }

/** How far a run is. */
export type RereadProgress = { counts: RereadCounts; done: number }

/** The next calls of a run, by falling ids; none: there are no more. */
export type NextCalls = () => Promise<readonly string[]>

type Run = {
  entry: BulkEntry
  isDryRun: boolean
  next: NextCalls
  payload: Payload
  signal?: AbortSignal
  /** Null for a dry run, of which several may be under way. */
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

/** The turn of a run was taken by another one. */
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
  const pace = createPacer(PACE)
  for (let ids = await next(); ids.length > 0; ids = await next()) {
    for (let start = 0; start < ids.length; start += BATCH) {
      if (signal?.aborted) return false
      const began = performance.now()
      const batch = ids.slice(start, start + BATCH)
      const done = await rereadCalls({ entry: isDryRun ? null : entry, ids: batch, payload })
      counts = sum(counts, done)
      const place = batch.at(-1)
      if (turn && place && !(await turn.keep({ counts, place }))) {
        throw new TurnLost('Another run reads calls anew')
      }
      yield { counts, done: doneOf(counts) }
      await pace(performance.now() - began, signal)
    }
  }
  // What changed stands in the history with its calls already.
  if (!isDryRun && counts.changed === 0) {
    const nothing = { changes: null, document: null, label: null }
    await insertEntries(payload.db.drizzle, [{ ...entry.head, ...nothing }])
  }
  return true
}

/**
 * Reads many calls anew, batch by batch, each of which is kept by itself. Says after each how far it is.
 * @param run `signal` stops it between two batches; it can then be gone on with
 */
export async function* runReread(run: Run): AsyncGenerator<RereadProgress, void, void> {
  let isDone = false
  try {
    isDone = yield* rereadBatches(run)
  } finally {
    await run.turn?.end(isDone)
  }
}
