import type { Pool } from 'pg'
import { z } from 'zod'
import { requestCheck } from '../walks/requestCheck'
import { IS_RUNNING } from './isRunning'

const READ = `
  select account.label, coalesce(account.key, '') <> '' and account.status is distinct from 'key_refused' as "isUsable",
    ${IS_RUNNING} as "isRunning"
  from vapi_accounts account
    left join vapi_walks whole on whole.account_id = account.id and whole.kind = 'whole'
  where account.id = $1::uuid`

const stateSchema = z.array(
  z.object({ isRunning: z.boolean(), isUsable: z.boolean(), label: z.string().nullable() }),
)

// Of several who ask at the same time, one is first.
const TAKE = `
  insert into vapi_coverage as known (account_id, check_asked_at) values ($1::uuid, now())
  on conflict (account_id) do update set check_asked_at = excluded.check_asked_at
  where known.check_asked_at is null or known.check_asked_at <= now() - interval '1 minute'
  returning account_id`

/**
 * `running`: a check is running or asked for already. `too_soon`: somebody asked within the last minute. `unusable`:
 * no key, or Vapi refuses it. `gone`: no such account.
 */
type AskedState = 'asked' | 'gone' | 'running' | 'too_soon' | 'unusable'

/** `label`: the account's, for the history. */
export type AskedCheck = { label: null | string; state: AskedState }

/** Asks for a check of all calls of an account: one at a time, and at most once a minute, whoever asks. */
export const askCheck = async (pool: Pool, accountID: string): Promise<AskedCheck> => {
  const { rows } = await pool.query({ text: READ, values: [accountID] })
  const [state] = stateSchema.parse(rows)
  if (!state) return { label: null, state: 'gone' }
  const { label } = state
  if (!state.isUsable) return { label, state: 'unusable' }
  if (state.isRunning) return { label, state: 'running' }
  const taken = await pool.query({ text: TAKE, values: [accountID] })
  if (taken.rowCount !== 1) return { label, state: 'too_soon' }
  await requestCheck(pool, accountID)
  return { label, state: 'asked' }
}
