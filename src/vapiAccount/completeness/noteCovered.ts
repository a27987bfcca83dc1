import type { Pool, PoolClient } from 'pg'
import { MAX_WINDOW_DAYS } from './completeness'

const NOTE = `
  insert into vapi_coverage as known (account_id, covered)
  select id, tstzmultirange(tstzrange($2::timestamptz, $3::timestamptz))
  from vapi_accounts where id = $1::uuid
  on conflict (account_id) do update set covered =
    (known.covered + excluded.covered)
      * tstzmultirange(tstzrange(now() - interval '${MAX_WINDOW_DAYS} days', null))`

type Covered = {
  accountID: string
  /** All calls that were created from then on … */
  from: Date
  pool: Pick<Pool | PoolClient, 'query'>
  /** … to then were listed. */
  until: Date
}

/** Remembers that Vapi's list of calls was read to its end for a period. Only such days can be complete. */
export const noteCovered = async ({ accountID, from, pool, until }: Covered): Promise<void> => {
  if (from < until) await pool.query({ text: NOTE, values: [accountID, from, until] })
}
