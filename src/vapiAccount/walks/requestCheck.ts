import type { Pool } from 'pg'

const REQUEST = `
  insert into vapi_walks (account_id, kind, requested_at)
  select id, 'whole', now() from vapi_accounts where id = $1::uuid
  on conflict (account_id, kind) do update set requested_at = excluded.requested_at, due_at = null`

/**
 * Asks for a walk over all calls of an account as soon as possible, as *Check now* does. One that is under way is
 * taken to its end first. `workInBackground` starts it where no loop does.
 */
export const requestCheck = async (pool: Pick<Pool, 'query'>, accountID: string): Promise<void> =>
  void (await pool.query(REQUEST, [accountID]))
