import type { Pool } from 'pg'
import { z } from 'zod'
import { text } from '../lib/schemas'
import { beginLanes, endOldLane, LANES, type Lane, type Progress, readProgress } from './progress'
import { type SearchedCall, termsOf, toVector, weekOf } from './terms/terms'

/** In characters, as many as in hours of talk. The terms of a text are computed without a break. */
const MAX_TEXT = 200_000

/** Calls after a place in the order of `readChanges`. */
const READ_CHANGED = {
  name: 'desk_search_changed',
  text: `
    select id, client_id as client, changed_in::text as transaction,
      left(customer_name, ${MAX_TEXT}) as "customerName",
      left(customer_phone, ${MAX_TEXT}) as "customerPhone", ended_group as "endedGroup",
      left(summary, ${MAX_TEXT}) as summary, left(service_name, ${MAX_TEXT}) as "serviceName", outcome,
      left(transcript, ${MAX_TEXT}) as transcript, reported_at as "reportedAt",
      started_at as "startedAt"
    from call_summaries
    where (changed_in, client_id, id) > ($1::xid8, $2::uuid, $3::uuid) and changed_in < $4::xid8
    order by changed_in, client_id, id limit $5`,
}

const callSchema = z.object({
  client: z.string(),
  customerName: text,
  customerPhone: text,
  endedGroup: text,
  id: z.string(),
  outcome: text,
  reportedAt: z.date().nullable(),
  serviceName: text,
  startedAt: z.date().nullable(),
  summary: text,
  transaction: z.string(),
  transcript: text,
}) satisfies z.ZodType<SearchedCall>

/**
 * Writes terms and the progress in one statement. Calls that were deleted since they were read are
 * skipped.
 */
const WRITE = {
  name: 'desk_search_write',
  text: `
    with call as (
      select entry.*, reported_at from unnest($1::uuid[], $2::text[], $3::tsvector[]) entry (id, week, terms)
      join call_summaries using (id)
    ), written as (
      insert into call_search (call_id, week, reported_at, terms)
      select id, week, reported_at, terms from call
      on conflict (call_id) do update
      set week = excluded.week, reported_at = excluded.reported_at, terms = excluded.terms
      where (call_search.reported_at, call_search.terms)
        is distinct from (excluded.reported_at, excluded.terms)
    ), weeks as (
      insert into call_search_weeks select distinct week from call on conflict do nothing
    )
    update call_search_progress set transaction = $5::xid8, client = $6::uuid, id = $7::uuid
    where lane = $4`,
}

/** Lets other work run in between: the terms of a long call take a millisecond. */
const yieldToEventLoop = () => new Promise<void>((resolve) => setImmediate(resolve))

type Index = { pool: Pick<Pool, 'query'>; rows: number }

const readChanged = async (pool: Index['pool'], place: Progress, rows: number) => {
  const { client, id, transaction, until } = place
  const found = await pool.query({
    ...READ_CHANGED,
    values: [transaction, client, id, until, rows],
  })
  return z.array(callSchema).parse(found.rows)
}

const indexLane = async ({ lane, pool, rows }: Index & { lane: Lane }): Promise<number> => {
  const place = await readProgress(pool, lane)
  if (place === null) return 0
  const calls = await readChanged(pool, place, rows)
  const last = calls.at(-1)
  if (last === undefined) {
    if (lane === 'old') await endOldLane(pool)
    return 0
  }
  const weeks = calls.map(({ reportedAt }) => weekOf(reportedAt))
  const vectors: string[] = []
  for (const [index, call] of calls.entries()) {
    vectors.push(toVector(weeks[index] ?? '', termsOf(call)))
    await yieldToEventLoop()
  }
  const ids = calls.map(({ id }) => id)
  await pool.query({
    ...WRITE,
    values: [ids, weeks, vectors, lane, last.transaction, last.client, last.id],
  })
  return calls.length
}

/**
 * Indexes calls that were stored or changed since the last time: up to `rows` new ones, and up to `rows` of
 * those that existed when the desk began to index. Only one process may do this at a time.
 * @returns how many calls; 0 when the index is up to date
 */
export const indexNext = async ({ pool, rows }: Index): Promise<number> => {
  await beginLanes(pool)
  let indexed = 0
  for (const lane of LANES) indexed += await indexLane({ lane, pool, rows })
  // New entries are in a pending list, which every search would have to read.
  if (indexed > 0) await pool.query("select gin_clean_pending_list('call_search_terms_idx')")
  return indexed
}
