import type { Payload } from 'payload'
import { MAX } from 'uuid'
import { callsFrom, countCalls } from '../../ingest/reread/callsFrom'
import type { ChangedCall } from './changes'
import { addBatch, addChanged, doneOf, NO_COUNTS, type ReprojectionCounts } from './counts'
import { readBatches } from './readBatches'

/** How far a dry run has got. */
type Progress = { done: number; total: number }

type DryRun = {
  /** null: the calls of all clients. */
  clientID: null | string
  payload: Payload
  signal: AbortSignal
}

/**
 * What a run would change, without writing anything: each call that would say something else, the progress after every
 * few calls, and the counts at last.
 */
export async function* dryRun({
  clientID: client,
  payload,
  signal,
}: DryRun): AsyncGenerator<ChangedCall | Progress | ReprojectionCounts, void, void> {
  const { pool } = payload.db
  const total = await countCalls(pool, client)
  yield { done: 0, total }
  let counts = NO_COUNTS
  const next = callsFrom({ begin: MAX, client, pool })
  for await (const { changed, counts: batch } of readBatches({
    entry: null,
    next,
    payload,
    signal,
  })) {
    counts = addChanged(addBatch(counts, batch), changed)
    yield* changed
    const done = doneOf(counts)
    yield { done, total: Math.max(done, total) }
  }
  yield counts
}
