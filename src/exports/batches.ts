/**
 * Calls as files: access, batches, CSV and NDJSON.
 * @module
 */

import { ReadBound } from '../request/readBound'
import { withRequest } from '../request/requestAtHand'
import { type CallRow, readCallRows } from './callRows'
import { nextIDs } from './nextIDs'
import { type Permit, renewPermit } from './permit'

/**
 * How much of a batch is read and turned into text before other work may run. Limited in bytes too,
 * since some calls are huge.
 */
const SLICE = { bytes: 2_000_000, calls: 200 }

/** How long a permit is valid. It is also renewed before each batch of IDs. */
const PERMIT_MS = 1_000

/** The reads of an export. Each has a time limit, and all end when the reader is gone. */
export class BatchReads {
  #bound: ReadBound | undefined
  #isOver = false

  /** Ends the current read, and any that follow. */
  leave(): void {
    this.#isOver = true
    this.#bound?.leave()
  }

  /** @throws the reason why the read ended: its time limit, or the reader is gone */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const bound = new ReadBound()
    if (this.#isOver) bound.leave()
    this.#bound = bound
    return await withRequest({ bound, onlyReads: true }, work)
  }
}

/**
 * Reads calls in batches, the newest first. No call comes twice or is missing, even if calls are
 * reported in between. No connection or cursor is held between batches, and permissions are checked
 * again for each.
 * @param forSheet with what a sheet says of each call's client: its time zone, its currency, and its ID
 * @throws when the rights have changed or ended
 */
export async function* readBatches(
  first: Permit,
  { forSheet, reads }: { forSheet: boolean; reads: BatchReads },
): AsyncGenerator<CallRow[], void, void> {
  let permit = first
  let permittedAt = performance.now()
  let waiting: string[] = []
  const next = nextIDs(first)
  for (;;) {
    if (waiting.length === 0) waiting = await reads.run(() => next(permit))
    if (waiting.length === 0) return
    const { clients, columns, req } = permit
    const slice = waiting.slice(0, SLICE.calls)
    const rows = await reads.run(() =>
      readCallRows({
        columns,
        ids: slice,
        maxBytes: SLICE.bytes,
        ofClient: {
          currency: clients.timezone && forSheet,
          id: forSheet,
          names: clients.names,
          timezone: clients.timezone && forSheet,
        },
        payload: req.payload,
      }),
    )
    // The rest of the slice did not fit into the bytes, or was deleted in the meantime.
    const last = String(rows.at(-1)?.id ?? slice.at(-1))
    waiting = waiting.slice(waiting.indexOf(last) + 1)
    if (rows.length > 0) yield rows
    if (waiting.length === 0 || performance.now() - permittedAt > PERMIT_MS) {
      permit = await reads.run(() => renewPermit(permit))
      permittedAt = performance.now()
    }
  }
}
