import type { Payload } from 'payload'
import { z } from 'zod'
import { settings } from '../../settings/settings'
import type { Connection } from '../api/connection'
import { noteStatus } from './noteStatus'
import { takeOrg } from './org'
import type { Region } from './statuses'

export type { Connection } from '../api/connection'

const READ = {
  name: 'vapi_read_account',
  text: `
    select key, org_id, region::text, retention_days::float8, retention_learned_at, status::text
    from vapi_accounts where id = $1::uuid`,
}
const rowsSchema = z
  .array(
    z.object({
      key: z.string().nullable(),
      org_id: z.string().nullable(),
      region: z.enum(['us', 'eu']),
      retention_days: z.number().nullable(),
      retention_learned_at: z.date().nullable(),
      status: z.string().nullable(),
    }),
  )
  .max(1)

const KEEP_RETENTION = {
  name: 'vapi_keep_retention',
  text: 'update vapi_accounts set retention_days = $2, retention_learned_at = now() where id = $1::uuid',
}

const LIST = {
  name: 'vapi_list_accounts',
  text: `
    select id::text from vapi_accounts
    where key is not null and status is distinct from 'key_refused' order by id`,
}
const idsSchema = z.array(z.object({ id: z.string() }))

/** The API of a region, without a slash at its end. */
export const apiURLOf = (region: Region): string => {
  const { VAPI_EU_URL, VAPI_US_URL } = settings()
  return region === 'eu' ? VAPI_EU_URL : VAPI_US_URL
}

/** The key of an account; null if it was encrypted under another `PAYLOAD_SECRET`. */
export const decryptKey = (payload: Pick<Payload, 'decrypt'>, encrypted: string): null | string => {
  try {
    const key: unknown = payload.decrypt(encrypted)
    // Under another secret it decrypts to noise, which no header can hold.
    return typeof key === 'string' && isKeyShaped(key) ? key : null
  } catch {
    return null
  }
}

/** Whether a text can be a key. Keys look like UUIDs today, but only Vapi knows which work. */
export const isKeyShaped = (key: string): boolean => /^[\x21-\x7e]{8,500}$/.test(key)

type Options = {
  /** Somebody waits for the answers: requests come before those of loops, and are tried once. */
  forPerson?: boolean
  /** Also for an account whose key Vapi refused. */
  ignoreStatus?: boolean
  signal: AbortSignal
}

/**
 * The connection of an account.
 * @returns null: no such account, no key that can be read, or Vapi refused the key
 * @throws any database error
 */
export const connectionOf = async (
  payload: Payload,
  accountID: string,
  { forPerson = false, ignoreStatus = false, signal }: Options,
): Promise<Connection | null> => {
  const { pool } = payload.db
  const { rows } = await pool.query({ ...READ, values: [accountID] })
  const [row] = rowsSchema.parse(rows)
  if (!row || row.key === null) return null
  if (row.status === 'key_refused' && !ignoreStatus) return null
  const encryptedKey = row.key
  const key = decryptKey(payload, encryptedKey)
  if (key === null) return null
  const logLost = (msg: string) => (err: unknown) => payload.logger.error({ err, msg })
  return {
    accountID,
    apiURL: apiURLOf(row.region),
    isForPerson: forPerson,
    keepRetention: async (days) => {
      await pool.query({ ...KEEP_RETENTION, values: [accountID, days] })
    },
    key: () => key,
    note: (problem) =>
      noteStatus({ accountID, encryptedKey, pool, problem }).catch(
        logLost('The status of a Vapi account was not kept'),
      ),
    orgId: row.org_id,
    pool,
    region: row.region,
    retentionDays: row.retention_days,
    retentionLearnedAt: row.retention_learned_at,
    signal,
    takesOrg: async (orgId) =>
      row.org_id === null ? await takeOrg(pool, accountID, orgId) : row.org_id === orgId,
  }
}

/** The ids of the accounts that can be used: those with a key that Vapi did not refuse. @throws any database error */
export const listAccounts = async (payload: Payload): Promise<string[]> => {
  const { rows } = await payload.db.pool.query(LIST)
  return idsSchema.parse(rows).map(({ id }) => id)
}
