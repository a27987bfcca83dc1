import { ReadBound } from '../request/readBound'
import { withRequest } from '../request/requestAtHand'
import { type CallRow, readCallRows } from './callRows'
import { nextIDs } from './nextIDs'
import { type Permit, renewPermit } from './permit'

/**
 * How much of a batch is read, and made into text, before others get their turn: calls, and bytes, since
 * some calls are huge.
 */
const SLICE = { bytes: 2_000_000, calls: 200 }

/** How long a permit holds. For a reader that keeps up it is renewed for each batch. */
const PERMIT_MS = 1_000

/** Reads of an export, each held to some seconds, and all to somebody who still waits. */
export class BatchReads {
  #bound: ReadBound | undefined
  #isOver = false

  /** Ends what is being read. */
  leave(): void {
    this.#isOver = true
    this.#bound?.leave()
  }

  /** @throws what ended it, when its time was up or nobody waits any more */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const bound = new ReadBound()
    if (this.#isOver) bound.leave()
    this.#bound = bound
    return await withRequest({ bound, onlyReads: true }, work)
  }
}

/**
 * Reads calls batch by batch, the last to arrive first: no call comes twice or is left out, whatever is
 * reported meanwhile. Nothing of the database is held between batches, and each is read with the rights of
 * its moment.
 */
export async function* readBatches(
  first: Permit,
  { reads, withTimezone }: { reads: BatchReads; withTimezone: boolean },
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
        ofClient: { names: clients.names, timezone: clients.timezone && withTimezone },
        payload: req.payload,
      }),
    )
    // Those of the slice after the last one did not fit, or were deleted since.
    const last = String(rows.at(-1)?.id ?? slice.at(-1))
    waiting = waiting.slice(waiting.indexOf(last) + 1)
    if (rows.length > 0) yield rows
    if (waiting.length === 0 || performance.now() - permittedAt > PERMIT_MS) {
      permit = await reads.run(() => renewPermit(permit))
      permittedAt = performance.now()
    }
  }
}
