import type { Pool } from 'pg'
import type { VapiProblem, VapiProblemKind } from '../api/answer'
import type { AccountStatus } from './statuses'

/** What a problem says about its account. Problems of a single request say nothing. */
const STATUS_OF: Partial<Record<VapiProblemKind, AccountStatus>> = {
  blocked: 'unreachable',
  forbidden: 'forbidden',
  key_refused: 'key_refused',
  unpaid: 'unpaid',
  unreachable: 'unreachable',
}

// Only while the account still has the key of the request: an answer about the old key comes after a new one is
// saved. A good answer a few seconds after another writes nothing.
const NOTE = {
  name: 'vapi_note_status',
  text: `
    update vapi_accounts set status = $3::enum_vapi_accounts_status, problem = $4,
      status_since = case when status = $3::enum_vapi_accounts_status then coalesce(status_since, now())
        else now() end,
      last_checked_at = now()
    where id = $1::uuid and key = $2
      and ($3 <> 'ok' or status is distinct from 'ok' or last_checked_at is null
        or last_checked_at < now() - interval '30 seconds')`,
}

type Note = {
  accountID: string
  /** As stored. */
  encryptedKey: string
  pool: Pool
  problem: null | VapiProblem
}

/** Writes down whether Vapi accepts the account's key, and since when. null: it does. @throws any database error */
export const noteStatus = async ({
  accountID,
  encryptedKey,
  pool,
  problem,
}: Note): Promise<void> => {
  const status = problem === null ? 'ok' : STATUS_OF[problem.kind]
  if (status === undefined) return
  await pool.query({ ...NOTE, values: [accountID, encryptedKey, status, problem?.message ?? null] })
}
