import type { Pool } from 'pg'
import { z } from 'zod'
import { text } from '../lib/schemas'
import { beginLanes, endOldLane, LANES, type Lane, type Progress, readProgress } from './progress'
import { type SearchedCall, termsOf, toVector, weekOf } from './terms/terms'

/** Of texts that never end, as much as hours of talk have: all of it is gone through in one turn. */
const MAX_TEXT = 200_000

/** Calls after a place, as `readChanges` orders them. */
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

/** Writes terms and how far that is, together. Calls that were deleted meanwhile are left out. */
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

/** Lets others have the thread in between: terms of a long call take a millisecond. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

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
    await breathe()
  }
  const ids = calls.map(({ id }) => id)
  await pool.query({
    ...WRITE,
    values: [ids, weeks, vectors, lane, last.transaction, last.client, last.id],
  })
  return calls.length
}

/**
 * Makes calls that came or changed since the last time findable, up to so many of new ones and of those
 * that were there when the desk began to index. One process at a time may do that.
 * @returns how many there were; none: everything is findable
 */
export const indexNext = async ({ pool, rows }: Index): Promise<number> => {
  await beginLanes(pool)
  let indexed = 0
  for (const lane of LANES) indexed += await indexLane({ lane, pool, rows })
  // What was written waits in a list that each search would have to read through.
  if (indexed > 0) await pool.query("select gin_clean_pending_list('call_search_terms_idx')")
  return indexed
}
