import type { Payload } from 'payload'
import type { BulkEntry } from '../../audit/log'
import { type Listed, listBodies } from './keptBodies'
import { readCall } from './readCall'
import { type CallRow, readRow, readRows } from './readRows'
import { isChanged, writeReread } from './write'

/** How many calls were read anew, and what came of it. */
export type RereadCounts = {
  /** Of those read, how many say something else now. */
  changed: number
  /** All whose bodies were read. */
  reread: number
  /** Left as they are: none of their bodies is a report of them any more. */
  unreadable: number
  /** Left as they are: their bodies were deleted for their age. */
  withoutBodies: number
}

export const NO_COUNTS: RereadCounts = { changed: 0, reread: 0, unreadable: 0, withoutBodies: 0 }

type Outcome = 'changed' | 'same' | 'unreadable' | 'withoutBodies'

// Each round lost means that the call was reported or edited meanwhile.
const MAX_ROUNDS = 100
/** How many calls are read from the database at once. */
const BATCH = 25

type RereadCalls = {
  /** Of the history: who had it done. None: nothing is written, and `changed` says what would be. */
  entry: BulkEntry | null
  ids: readonly string[]
  payload: Payload
}

type One = Pick<RereadCalls, 'entry' | 'payload'> & { listed: readonly Listed[]; row: CallRow }

/** A round with what was read of the call. */
const rereadOnce = async ({ entry, listed, payload, row }: One): Promise<'moved' | Outcome> => {
  if (listed.length === 0) return 'withoutBodies'
  const next = await readCall({ kept: row.state, listed, pool: payload.db.pool, row })
  if (!next) return 'unreadable'
  if (entry === null) return isChanged(row, next) ? 'changed' : 'same'
  return await writeReread({ entry, listed, next, payload, row })
}

const rereadCall = async (one: One): Promise<null | Outcome> => {
  let { listed, row } = one
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await rereadOnce({ ...one, listed, row })
    if (outcome !== 'moved') return outcome
    const fresh = await readRow(one.payload, row.id)
    if (!fresh) return null
    row = fresh
    listed = (await listBodies(one.payload.db.pool, [row.id])).get(row.id) ?? []
  }
  throw new Error('A call changed on every attempt to read it anew')
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
 * Reads calls anew from all their kept bodies, with today's parser and from nothing, and lays what people
 * set over it. Only calls that say something else then are written. Again, it changes nothing.
 */
export const rereadCalls = async ({ entry, ids, payload }: RereadCalls): Promise<RereadCounts> => {
  let counts = NO_COUNTS
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    const bodies = await listBodies(payload.db.pool, batch)
    for await (const row of readRows(payload, batch)) {
      const listed = bodies.get(row.id) ?? []
      counts = count(counts, await rereadCall({ entry, listed, payload, row }))
    }
  }
  return counts
}
