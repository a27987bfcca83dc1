import type { Pool } from 'pg'
import { z } from 'zod'
import { isSettled } from './states'
import { IS_WALK_DUE } from './walks'

const MAX_ACCOUNTS = 1_000

/**
 * An account has work if one of its walks is due, if a call ended long enough ago to be missed, if a missing one is to be
 * fetched, or if Vapi may say more of one than the desk has. An account that rests has none.
 */
const DUE = `
  select account.id from vapi_accounts account
  where coalesce(account.key, '') <> '' and account.status is distinct from 'key_refused'
    and not exists (
      select from vapi_walks walk where walk.account_id = account.id and walk.leased_until > now())
    and (
      not exists (select from vapi_walks walk where walk.account_id = account.id and walk.kind = 'whole')
      or exists (
        select from vapi_walks walk where walk.account_id = account.id and ${IS_WALK_DUE})
      or not exists (
          select from vapi_walks walk where walk.account_id = account.id and walk.due_at > now())
        and (
          exists (
            select from vapi_calls call where call.account_id = account.id and call.state = 'missing'
              and call.client_id is not null and coalesce(call.fill_at <= now(), true))
          or exists (
            select from vapi_calls call where call.account_id = account.id and call.state = 'waiting'
              and call.status = 'ended' and ${isSettled('call')})
          or exists (
            select from vapi_calls call where call.account_id = account.id and call.state = 'held'
              and call.late_at <= now()))
    )
  order by account.id limit ${MAX_ACCOUNTS}`

const rowsSchema = z.array(z.object({ id: z.string() }))

/** The accounts whose calls need work now. Only the desk's own database is asked. */
export const dueAccounts = async (pool: Pick<Pool, 'query'>): Promise<string[]> =>
  rowsSchema.parse((await pool.query(DUE)).rows).map(({ id }) => id)
