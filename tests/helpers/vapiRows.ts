import type { Payload } from 'payload'
import type pg from 'pg'

/** An account at Vapi with a key that nobody uses. @returns its id */
export const makeAccount = async (
  payload: Pick<Payload, 'encrypt'>,
  sql: pg.Pool,
  { retentionDays = 14, status = 'ok' }: { retentionDays?: null | number; status?: string } = {},
): Promise<string> => {
  const { rows } = await sql.query<{ id: string }>(
    `insert into vapi_accounts (id, label, region, key, status, status_since, retention_days, updated_at, created_at)
     values (gen_random_uuid(), 'Agency', 'us', $1, $2::enum_vapi_accounts_status, now(), $3, now(), now())
     returning id`,
    [payload.encrypt(`key-of-nobody-${crypto.randomUUID()}`), status, retentionDays],
  )
  const [row] = rows
  if (!row) throw new Error('No account was made')
  return row.id
}

/** Connects a client to an account, as the desk does after its check. */
export const connectClient = (
  sql: pg.Pool,
  {
    accountID,
    assistantID = null,
    id,
  }: { accountID: string; assistantID?: null | string; id: string },
) =>
  sql.query('update users set vapi_account_id = $2, vapi_assistant_id = $3 where id = $1', [
    id,
    accountID,
    assistantID,
  ])
