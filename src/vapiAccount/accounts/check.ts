import type { Payload } from 'payload'
import { z } from 'zod'
import { instant, text } from '../../lib/schemas'
import type { VapiProblem } from '../api/answer'
import { checkConnection } from '../api/checkConnection'
import { connectionOf } from './connect'

const READ = {
  name: 'vapi_read_account_state',
  text: `
    select key is not null as "hasKey", last_checked_at as "lastCheckedAt", org_id as "orgId", problem,
      retention_days::float8 as "retentionDays", coalesce(status::text, 'unchecked') as status,
      status_since as "statusSince"
    from vapi_accounts where id = $1::uuid`,
}
const stateSchema = z.object({
  hasKey: z.boolean(),
  lastCheckedAt: instant.nullable(),
  orgId: text,
  problem: text,
  retentionDays: z.number().nullable(),
  status: z.string(),
  statusSince: instant.nullable(),
})

/** Whether the desk can use an account, and what it knows of it. Times are ISO 8601 in UTC. */
export type AccountState = z.infer<typeof stateSchema>

/** What is known of an account; null if there is none. @throws any database error */
const readAccountState = async (
  payload: Payload,
  accountID: string,
): Promise<AccountState | null> => {
  const { rows } = await payload.db.pool.query({ ...READ, values: [accountID] })
  return z.array(stateSchema).parse(rows)[0] ?? null
}

/**
 * Asks Vapi whether the account's key works, of which organisation it is, and for how long calls are kept.
 * @returns `problem`: why it is not known now, such as `busy`; null for no such account
 * @throws any database error
 */
export const checkAccount = async (
  payload: Payload,
  accountID: string,
  signal: AbortSignal,
): Promise<null | { problem: null | VapiProblem; state: AccountState }> => {
  const connection = await connectionOf(payload, accountID, {
    forPerson: true,
    ignoreStatus: true,
    signal,
  })
  const answer = connection && (await checkConnection(connection))
  const state = await readAccountState(payload, accountID)
  return state && { problem: answer && !answer.ok ? answer.problem : null, state }
}
