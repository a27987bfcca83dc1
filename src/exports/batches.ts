import { combineQueries, type Where } from 'payload'
import { type CallRow, readCallRows } from '../database/callRows'
import { searchOf } from '../database/searchFilter'
import { type Permit, renewPermit } from './permit'

/** How many calls are looked for at once: more by a search, which finds all of them each time. */
const BATCH = { ofAll: 1_000, ofFound: 50_000 }

const batchOf = ({ where }: Permit): number => (searchOf(where) ? BATCH.ofFound : BATCH.ofAll)

/**
 * How much of a batch is read, and made into text, before others get their turn: calls, and bytes, since
 * some calls are huge.
 */
const SLICE = { bytes: 2_000_000, calls: 200 }

/** How long a permit holds. For a reader that keeps up it is renewed for each batch. */
const PERMIT_MS = 1_000

const isFilter = (where: Where) => Object.keys(where).length > 0

const findIDs = async (permit: Permit, before: string | undefined): Promise<string[]> => {
  const { access, req, where } = permit
  const place: Where = before === undefined ? {} : { id: { less_than: before } }
  const { docs } = await req.payload.db.find<{ id: string }>({
    collection: 'call-summaries',
    limit: batchOf(permit),
    pagination: false,
    req,
    select: { id: true },
    sort: '-id',
    where: combineQueries({ and: [where, place].filter(isFilter) }, access),
  })
  return docs.map(({ id }) => id)
}

/**
 * Reads calls batch by batch, the last to arrive first. Goes on by the id, which rises with time and
 * never changes: no call comes twice or is left out, whatever is reported meanwhile. Nothing of the
 * database is held between batches, and each is read with the rights of its moment.
 */
export async function* readBatches(
  first: Permit,
  withTimezone: boolean,
): AsyncGenerator<CallRow[], void, void> {
  let permit = first
  let permittedAt = performance.now()
  let before: string | undefined
  let isLast = false
  let waiting: string[] = []
  for (;;) {
    if (waiting.length === 0) {
      waiting = await findIDs(permit, before)
      isLast = waiting.length < batchOf(permit)
      before = waiting.at(-1)
    }
    const { clients, columns, req } = permit
    const slice = waiting.slice(0, SLICE.calls)
    const rows = await readCallRows({
      columns,
      ids: slice,
      maxBytes: SLICE.bytes,
      ofClient: { names: clients.names, timezone: clients.timezone && withTimezone },
      payload: req.payload,
    })
    // Those of the slice after the last one did not fit, or were deleted since.
    const last = String(rows.at(-1)?.id ?? slice.at(-1))
    waiting = waiting.slice(waiting.indexOf(last) + 1)
    if (rows.length > 0) yield rows
    if (isLast && waiting.length === 0) return
    if (waiting.length === 0 || performance.now() - permittedAt > PERMIT_MS) {
      permit = await renewPermit(permit)
      permittedAt = performance.now()
    }
  }
}
