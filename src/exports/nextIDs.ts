import type { Where } from 'payload'
import { combineQueries } from '../payload/operations'
import { readFoundIDs } from '../search/callSearch'
import { searchOf } from '../search/filter'
import type { Permit } from './permit'

/** How many IDs are read at a time. */
const BATCH = 1_000
const ID_BYTES = 16

/** Reads the IDs of the next calls to export, in descending order; an empty list when there are no more. */
type NextIDs = (permit: Permit) => Promise<string[]>

const isFilter = (where: Where) => Object.keys(where).length > 0

const findIDs = async (
  { access, req, where }: Permit,
  { place = {}, sort }: { place?: Where; sort: string },
): Promise<string[]> => {
  const { docs } = await req.payload.db.find<{ id: string }>({
    collection: 'call-summaries',
    limit: BATCH,
    pagination: false,
    req,
    select: { id: true },
    sort,
    where: combineQueries({ and: [where, place].filter(isFilter) }, access),
  })
  return docs.map(({ id }) => id)
}

/** Continues by ID, which increases with time and never changes. */
const idsOfAll = (): NextIDs => {
  let isLast = false
  let before: string | undefined
  return async (permit) => {
    if (isLast) return []
    const place: Where = before === undefined ? {} : { id: { less_than: before } }
    const ids = await findIDs(permit, { place, sort: '-id' })
    isLast = ids.length < BATCH
    before = ids.at(-1)
    return ids
  }
}

const idAt = (ids: Buffer, index: number): string => {
  const hex = ids.toString('hex', index * ID_BYTES, (index + 1) * ID_BYTES)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * The results of a search are read together: a search can only be paged newest first, and calls move in
 * that order when they are reported again. The newest ones are read first, so that a reader need not
 * wait for the others, which take 16 bytes each in memory.
 */
const idsFound = (): NextIDs => {
  let newest: Set<string> | undefined
  let rest: Buffer | undefined
  let next = 0
  return async (permit) => {
    if (!newest) {
      const ids = await findIDs(permit, { sort: '-reportedAt' })
      newest = new Set(ids)
      return ids.sort().reverse()
    }
    if (newest.size < BATCH) return []
    const { access, req, where } = permit
    rest ??= await readFoundIDs({ req, where: combineQueries(where, access) })
    const ids: string[] = []
    for (; ids.length < BATCH && next * ID_BYTES < rest.length; next += 1) {
      const id = idAt(rest, next)
      if (!newest.has(id)) ids.push(id)
    }
    return ids
  }
}

/** Reads the IDs of a permit's calls in batches: none twice, and none left out. */
export const nextIDs = ({ where }: Permit): NextIDs => (searchOf(where) ? idsFound() : idsOfAll())
