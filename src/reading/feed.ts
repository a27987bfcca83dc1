import { Forbidden, type PayloadRequest, type Where } from 'payload'
import { z } from 'zod'
import { readCallSummaries, scopeOfCalls } from '../access/callSummaries'
import { holdToBytes, PageBytes } from '../database/lists/pageBytes'
import { clampedLimit } from '../database/lists/pageSize'
import { LISTED_SUMMARY } from '../database/lists/truncated'
import { findOperation, isolateObjectProperty } from '../payload/operations'
import { withPlainFields } from '../payload/withPlainFields'
import { refusal } from '../refusals/refusals'
import type { CallList, ListArgs } from './callList'
import {
  beforeTransaction,
  type ChangePlace,
  type FeedState,
  readChanges,
  readFeedState,
} from './changes'
import { readCursor, writeCursor } from './cursor'

const number = z.string().regex(/^\d{1,20}$/)

const placeSchema = z.object({
  client: z.uuid(),
  feed: z.string(),
  id: z.uuid(),
  // Set while changes from before the first request are read: since which time, up to which transaction.
  start: z.object({ since: z.iso.datetime(), until: number }).optional(),
  transaction: number,
})
type Place = z.infer<typeof placeSchema>

const timeSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

const placeOf = (
  { updatedSince }: ListArgs,
  { req, scope, state }: { req: PayloadRequest; scope: string; state: FeedState },
): Place => {
  const time = timeSchema.safeParse(updatedSince)
  if (time.success) {
    const start = { since: new Date(time.data).toISOString(), until: state.settled }
    return { ...beforeTransaction('0'), feed: state.feed, start }
  }
  if (typeof updatedSince !== 'string' || !updatedSince.includes('.')) {
    throw refusal('UPDATED_SINCE_INVALID')
  }
  const owner = { kind: 'updatedSince', scope, secret: req.payload.secret } as const
  const place = readCursor(updatedSince, { ...owner, schema: placeSchema })
  if (place.feed !== state.feed) throw refusal('CURSOR_EXPIRED')
  return place
}

const clientSchema = z.object({ client: z.object({ equals: z.uuid() }) })

/** The client in a filter on exactly one client, else null. */
const clientIn = (where: undefined | Where): null | string =>
  clientSchema.safeParse(where).data?.client.equals ?? null

type Feed = { args: ListArgs; req: PayloadRequest }

const readPage = async ({ args, req }: Feed) => {
  const scope = scopeOfCalls(req)
  if ((await readCallSummaries({ req })) === false) throw new Forbidden(req.t)
  const state = await readFeedState(req)
  if (!state.fits) throw refusal('CHANGES_UNAVAILABLE')
  const place = placeOf(args, { req, scope, state })
  const limit = clampedLimit(args.limit)
  const rows = await readChanges({
    after: place,
    client: scope === 'staff' ? clientIn(args.where) : scope,
    limit,
    req,
    since: place.start?.since ?? null,
    until: place.start?.until ?? state.settled,
  })
  /** The cursor after the first `count` rows. */
  const after = (count: number) => {
    const isFull = rows.length === limit || count < rows.length
    const last: ChangePlace | undefined = rows[count - 1]
    const next: Place =
      place.start && !isFull
        ? { ...beforeTransaction(place.start.until), feed: place.feed }
        : { ...place, ...last }
    const hasMore = isFull || (place.start !== undefined && place.start.until !== state.settled)
    const cursor = writeCursor(next, { kind: 'updatedSince', scope, secret: req.payload.secret })
    return { cursor, hasMore }
  }
  return { after, ids: rows.map(({ id }) => id), limit }
}

type ReadDocs = Feed & { bytes: PageBytes; ids: string[] }

const readDocs = async ({ args, bytes, ids, req }: ReadDocs): Promise<object[]> => {
  const { before, updatedSince, ...asked } = args
  const order = new Map(ids.map((id, index) => [id, index]))
  const { docs } = await findOperation<'call-summaries', object>({
    ...asked,
    collection: withPlainFields(req.payload.collections['call-summaries']),
    limit: Math.max(ids.length, 1),
    pagination: false,
    req: holdToBytes(req, 'call-summaries', bytes),
    where: { and: [{ id: { in: ids } }, ...(args.where ? [args.where] : [])] },
  })
  const at = (doc: object) => order.get(String(Reflect.get(doc, 'id'))) ?? 0
  return docs.sort((one, other) => at(one) - at(other))
}

/**
 * Reads as many calls of a page as fit into its bytes, in the order of the IDs: nearly always all together,
 * otherwise one by one.
 * @returns the calls, and how many of the IDs were read
 */
const readFitting = async ({ args, ids, req }: Omit<ReadDocs, 'bytes'>) => {
  const how = { endsEarly: true, textLength: LISTED_SUMMARY }
  const all = new PageBytes(req, how)
  const docs = await readDocs({ args, bytes: all, ids, req })
  if (!all.isCut) return { count: ids.length, docs }
  all.begin()
  const fitting: object[] = []
  let count = 0
  while (count < ids.length) {
    const bytes = new PageBytes(req, { ...how, mayBeEmpty: count > 0, room: all.room })
    const next = await readDocs({ args, bytes, ids: ids.slice(count, count + 1), req })
    if (bytes.isCut) break
    fitting.push(...next)
    count += 1
  }
  return { count, docs: fitting }
}

const readInSnapshot = async ({ args, req }: Feed): Promise<CallList> => {
  const { after, ids, limit } = await readPage({ args, req })
  const isAsked = ids.length > 0 || args.where !== undefined
  const { count, docs } = isAsked ? await readFitting({ args, ids, req }) : { count: 0, docs: [] }
  const { cursor, hasMore } = after(count)
  return {
    docs,
    hasNextPage: hasMore,
    hasPrevPage: false,
    limit,
    nextCursor: cursor,
    nextPage: null,
    page: 1,
    pagingCounter: 1,
    prevPage: null,
    totalDocs: docs.length,
    totalPages: 1,
  }
}

/**
 * Reads the calls that changed since a time or a cursor, oldest change first, each in its current
 * state. A reader who passes on the cursor each time gets every change exactly once, however late its
 * transaction commits: a change becomes visible only after all transactions that started before it have
 * finished. Filters apply to the calls of a page, so a page may contain fewer calls than `limit`.
 * @throws {Refusal} `UPDATED_SINCE_INVALID` or `CURSOR_INVALID` (400), `CURSOR_EXPIRED` (410) after the
 *   database was restored, `CHANGES_UNAVAILABLE` until the desk has been restarted after a restore
 */
export const readFeed = async ({ args, req }: Feed): Promise<CallList> => {
  const { db } = req.payload
  // Changes and calls are read in one snapshot, so a call that changes in between is returned later, once.
  const transactionID = await db.beginTransaction({
    accessMode: 'read only',
    isolationLevel: 'repeatable read',
  })
  if (transactionID === null) throw new Error('The database has no transactions')
  const inSnapshot = isolateObjectProperty(req, 'transactionID')
  inSnapshot.transactionID = transactionID
  try {
    const list = await readInSnapshot({ args, req: inSnapshot })
    await db.commitTransaction(transactionID)
    return list
  } catch (error) {
    await db.rollbackTransaction(transactionID)
    throw error
  }
}
