import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { z } from 'zod'
import { NEEDS_REVIEW } from '../clients/needsReview'
import { readInTime } from '../database/connection/readInTime'
import { IS_REPORTED_CALL, NEWEST_LOOKED_AT } from '../database/lists/countedCalls'
import { instant } from '../lib/schemas'

const READ_REVIEW = `
  select count(*)::int as "needsReview" from webhook_deliveries where ${NEEDS_REVIEW}`

// Ends and ranges of the index of state and due time.
const READ_QUEUE = `
  select (select count(*)::int from notifications where state = 'dead') as dead,
    (select count(*)::int from notifications where state = 'waiting' and due_at <= now()) as due,
    (select min(due_at) from notifications where state = 'waiting' and due_at <= now())
      as "oldestDueAt"`

// Not of an imported call: its time is when it ended, at another desk.
const READ_LAST = `
  select (
    select reported_at from (
      select reported_at, source from call_summaries
      where is_test is not true and reported_at is not null
      order by reported_at desc limit ${NEWEST_LOOKED_AT}
    ) newest
    where ${IS_REPORTED_CALL} order by reported_at desc limit 1
  ) as "lastReportAt"`

const READ_FEEDBACK = `
  select count(*)::int as "newFeedback" from call_summaries where feedback_state = 'new'`

// Few rows. Whether copying has stopped is written by whoever tried last.
const READ_RECORDINGS = `
  select coalesce((select sum(bytes) from recordings), 0)::float8 as bytes,
    (select why from recording_room) as "fullBecause", (select since from recording_room) as "fullSince"`

const feedbackSchema = z.tuple([z.object({ newFeedback: z.number() })])
const reviewSchema = z.tuple([z.object({ needsReview: z.number() })])
const queueSchema = z.tuple([
  z.object({ dead: z.number(), due: z.number(), oldestDueAt: instant.nullable() }),
])
const recordingsSchema = z.tuple([
  z.object({
    bytes: z.number(),
    fullBecause: z.enum(['disk', 'limit']).nullable(),
    fullSince: instant.nullable(),
  }),
])
const lastSchema = z.tuple([z.object({ lastReportAt: instant.nullable() })])

/** Which parts a user may see. */
type HealthScope = { calls: boolean; deliveries: boolean; notifications: boolean }

/** The health of the desk. Parts that the user may not see are null. */
export type DeskHealth = {
  /** How long `select 1` took, in milliseconds. */
  databaseMs: number
  /** Failed notifications, and those that should have been sent by now. */
  queue: null | z.infer<typeof queueSchema>[0]
  lastReport: null | { at: null | string }
  needsReview: null | number
  /** How many calls were reported as wrong and not answered yet. */
  newFeedback: null | number
  /** How many bytes of recordings are kept, and since when and why no more are. Null: none are kept. */
  recordings: null | z.infer<typeof recordingsSchema>[0]
}

type ReadHealth = { pool: Pool; scope: HealthScope }

/** Measures the database's response time, and counts what is waiting. */
export const readDeskHealth = ({ pool, scope }: ReadHealth): Promise<DeskHealth> =>
  readInTime(pool, async (read) => {
    const start = performance.now()
    await read({ text: 'select 1' })
    const databaseMs = performance.now() - start
    const review = scope.deliveries ? reviewSchema.parse(await read({ text: READ_REVIEW })) : null
    const queue = scope.notifications ? queueSchema.parse(await read({ text: READ_QUEUE })) : null
    const last = scope.calls ? lastSchema.parse(await read({ text: READ_LAST })) : null
    const feedback = scope.calls ? feedbackSchema.parse(await read({ text: READ_FEEDBACK })) : null
    const kept = scope.calls ? recordingsSchema.parse(await read({ text: READ_RECORDINGS })) : null
    const recordings = kept?.[0] ?? null
    const hasRecordings = recordings !== null && (recordings.bytes > 0 || recordings.fullSince)
    return {
      databaseMs,
      lastReport: last && { at: last[0].lastReportAt },
      needsReview: review?.[0].needsReview ?? null,
      newFeedback: feedback?.[0].newFeedback ?? null,
      queue: queue?.[0] ?? null,
      recordings: hasRecordings ? recordings : null,
    }
  })
