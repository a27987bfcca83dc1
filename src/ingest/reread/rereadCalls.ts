import type { Payload } from 'payload'
import type { BulkEntry } from '../../audit/log'
import type { CallValues } from '../../vapi/merge'
import { type ListedDelivery, listBodies } from './keptBodies'
import { readCall } from './readCall'
import { type CallRow, readRow, readRows } from './readRows'
import { isChanged, writeReread } from './write'

/** How many calls were read again, and with which result. */
export type RereadCounts = {
  /** Of those read, how many say something else now. */
  changed: number
  /** Calls whose bodies were read. */
  reread: number
  /** Left as they are, because none of their bodies is a report of them any more. */
  unreadable: number
  /** Left as they are, because their bodies were deleted for their age. */
  withoutBodies: number
}

export const NO_COUNTS: RereadCounts = { changed: 0, reread: 0, unreadable: 0, withoutBodies: 0 }

type Outcome = 'changed' | 'same' | 'unreadable' | 'withoutBodies'

// A round is lost if the call is reported or edited while it runs.
const MAX_ROUNDS = 100
/** How many calls are read from the database at a time. */
const BATCH = 25

type RereadCalls = {
  /**
   * For the history: who requested it. null: nothing is written, and `changed` says how many would change.
   */
  entry: BulkEntry | null
  ids: readonly string[]
  /** Called for each call that says something else now, or would. */
  onChange?: OnChange
  payload: Payload
}

/** @param id of the call */
export type OnChange = (id: string, before: CallValues, after: CallValues) => void

type CallToReread = Pick<RereadCalls, 'entry' | 'onChange' | 'payload'> & {
  listed: readonly ListedDelivery[]
  row: CallRow
}

/** One attempt, with what was read of the call. */
const rereadOnce = async ({
  entry,
  listed,
  onChange,
  payload,
  row,
}: CallToReread): Promise<'moved' | Outcome> => {
  if (listed.length === 0) return 'withoutBodies'
  const { state, version } = await readCall({
    kept: row.state,
    listed,
    pool: payload.db.pool,
    row,
  })
  if (!state) return 'unreadable'
  const outcome =
    entry === null
      ? isChanged(row, state)
        ? 'changed'
        : 'same'
      : await writeReread({ entry, listed, next: state, payload, row, version })
  if (outcome === 'changed') onChange?.(row.id, row.state.values, state.values)
  return outcome
}

const rereadCall = async (one: CallToReread): Promise<null | Outcome> => {
  let { listed, row } = one
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await rereadOnce({ ...one, listed, row })
    if (outcome !== 'moved') return outcome
    const fresh = await readRow(one.payload, row.id)
    if (!fresh) return null
    row = fresh
    listed = (await listBodies(one.payload.db.pool, [row.id])).get(row.id) ?? []
  }
  throw new Error('A call changed on every attempt to read it again')
}

const count = (counts: RereadCounts, outcome: null | Outcome): RereadCounts => {
  if (outcome === null) return counts
  if (outcome === 'unreadable' || outcome === 'withoutBodies') {
    return { ...counts, [outcome]: counts[outcome] + 1 }
  }
  return {
    ...counts,
    changed: counts.changed + (outcome === 'changed' ? 1 : 0),
    reread: counts.reread + 1,
  }
}

/**
 * Reads calls again from all their kept bodies, from scratch, with today's parser and the mapping of now, and applies people's
 * edits on top. Only calls that then say something else are written. To repeat it changes nothing.
 * @throws if a call changes during every attempt
 */
export const rereadCalls = async ({
  entry,
  ids,
  onChange,
  payload,
}: RereadCalls): Promise<RereadCounts> => {
  let counts = NO_COUNTS
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    const bodies = await listBodies(payload.db.pool, batch)
    for await (const row of readRows(payload, batch)) {
      const listed = bodies.get(row.id) ?? []
      counts = count(counts, await rereadCall({ entry, listed, onChange, payload, row }))
    }
  }
  return counts
}
