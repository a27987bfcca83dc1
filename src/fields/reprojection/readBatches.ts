import { performance } from 'node:perf_hooks'
import type { Payload } from 'payload'
import type { BulkEntry } from '../../audit/log'
import { type RereadCounts, rereadCalls } from '../../ingest/reread/rereadCalls'
import { type NextCalls, REREAD_BATCH, REREAD_PACE } from '../../ingest/reread/run'
import { createPacer } from '../../lib/createPacer'
import { type ChangedCall, changesOf } from './changes'

/** What was read of a few calls. `place`: the id of the last one. */
type ReadBatch = { changed: ChangedCall[]; counts: RereadCounts; place: string }

/** In the order in which calls are read: by descending id. */
const byID = (a: ChangedCall, b: ChangedCall): number => (a.id < b.id ? 1 : -1)

type Read = {
  /** For the history: who requested it. null: nothing is written. */
  entry: BulkEntry | null
  next: NextCalls
  payload: Payload
  /** Ends it between two batches. */
  signal: AbortSignal
}

/**
 * Reads calls again, a few at a time, with pauses that are longer while the process is busy with reports. Memory does
 * not grow with the number of calls.
 */
export async function* readBatches({
  entry,
  next,
  payload,
  signal,
}: Read): AsyncGenerator<ReadBatch, void, void> {
  const pace = createPacer(REREAD_PACE)
  for (let ids = await next(); ids.length > 0; ids = await next()) {
    for (let start = 0; start < ids.length; start += REREAD_BATCH) {
      if (signal.aborted) return
      const began = performance.now()
      const batch = ids.slice(start, start + REREAD_BATCH)
      const changed: ChangedCall[] = []
      const counts = await rereadCalls({
        entry,
        ids: batch,
        onChange: (id, before, after) => {
          const changes = changesOf(before, after)
          if (Object.keys(changes).length === 0) return
          changed.push({ changes, id, startedAt: after.startedAt, vapiCallId: after.vapiCallId })
        },
        payload,
      })
      changed.sort(byID)
      const took = performance.now() - began
      yield { changed, counts, place: batch.at(-1) ?? '' }
      await pace(took, signal)
    }
  }
}
