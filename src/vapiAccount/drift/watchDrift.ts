import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { connectionOf } from '../accounts/connect'
import { lookAtAccount } from './lookAtAccount'
import { storeNotKnown } from './storeDrifts'

// One process of all looks at an account, once an hour. One that dies leaves it to the next hour.
const CLAIM = `
  insert into vapi_watches as watch (account_id, due_at)
  select account.id, now() + interval '1 hour' from vapi_accounts account
  left join vapi_watches known on known.account_id = account.id
  where account.key is not null and coalesce(known.due_at <= now(), true)
    and (exists (select from users where users.vapi_account_id = account.id)
      or exists (select from vapi_setups setup where setup.account_id = account.id
        and setup.state in ('set', 'writing')))
  order by account.id
  on conflict (account_id) do update set due_at = excluded.due_at where watch.due_at <= now()
  returning account_id`
const DONE = 'update vapi_watches set watched_at = now() where account_id = $1::uuid'
const SOON = `
  update vapi_watches set due_at = now() + interval '10 minutes' where account_id = $1::uuid`

const claimedSchema = z.array(z.object({ account_id: z.string() }))

/** The accounts that are to be looked at now. Each is given to one caller. */
const claim = async (pool: Pool): Promise<string[]> =>
  claimedSchema.parse((await pool.query(CLAIM)).rows).map(({ account_id }) => account_id)

type Watch = { payload: Payload; signal: AbortSignal }

const watchAccount = async (accountID: string, { payload, signal }: Watch): Promise<void> => {
  const { pool } = payload.db
  const connection = await connectionOf(payload, accountID, { signal })
  const problem = connection ? await lookAtAccount({ connection, payload }) : 'key_refused'
  if (problem === null) return void (await pool.query(DONE, [accountID]))
  if (problem === 'key_refused') return await storeNotKnown(pool, accountID)
  // Passing, or Vapi's own trouble: what was known stays, and is looked at again soon.
  await pool.query(SOON, [accountID])
}

/**
 * Looks at each account once an hour, over all processes, with three requests for all of its clients, and stores what
 * is not as it was set. It never writes at Vapi: two systems would fight.
 * @throws whatever kept an account from being looked at, after the others were
 */
export const watchDrift = async (watch: Watch): Promise<void> => {
  const failed: unknown[] = []
  for (const accountID of await claim(watch.payload.db.pool)) {
    if (watch.signal.aborted) return
    await watchAccount(accountID, watch).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw failed[0]
}
