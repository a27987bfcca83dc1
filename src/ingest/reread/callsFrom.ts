import type { Pool } from 'pg'
import { z } from 'zod'
import type { NextCalls } from './run'

const BATCH = 1_000
const idsSchema = z.array(z.object({ id: z.string() }))
const totalSchema = z.tuple([z.object({ total: z.number() })])

/** Counts the calls of one client, or of all if `client` is null. */
export const countCalls = async (pool: Pool, client: null | string): Promise<number> => {
  const { rows } = await pool.query(
    'select count(*)::int as total from call_summaries where $1::uuid is null or client_id = $1',
    [client],
  )
  return totalSchema.parse(rows)[0].total
}

type CallsFrom = {
  /** Calls with lower ids. */
  begin: string
  /** null: of all clients. */
  client: null | string
  pool: Pool
  /** Only calls with deliveries received since then. */
  receivedSince?: Date
}

const CALLS = `
  select id from call_summaries
  where id < $1::uuid and ($2::uuid is null or client_id = $2) order by id desc limit ${BATCH}`
const RECENT = `
  select distinct call_summary_id as id from webhook_deliveries
  where received_at >= $3 and call_summary_id < $1::uuid and ($2::uuid is null or client_id = $2)
  order by id desc limit ${BATCH}`

/** Calls by descending id. New calls are left out: this version has read them already. */
export const callsFrom = ({ begin, client, pool, receivedSince }: CallsFrom): NextCalls => {
  let place = begin
  return async () => {
    const { rows } = receivedSince
      ? await pool.query(RECENT, [place, client, receivedSince])
      : await pool.query(CALLS, [place, client])
    const ids = idsSchema.parse(rows).map(({ id }) => id)
    place = ids.at(-1) ?? place
    return ids
  }
}
