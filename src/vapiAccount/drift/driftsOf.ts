import type { Pool } from 'pg'
import { z } from 'zod'
import { instant } from '../../lib/schemas'
import { type Drift, detailSchema, SIGNALS } from './signals'

const rowsSchema = z.array(
  z
    .object({
      assistant_id: z.string(),
      client_id: z.string(),
      detail: detailSchema,
      level: z.enum(['alarm', 'notice']),
      signal: z.enum(SIGNALS),
      since: instant,
    })
    .transform(
      ({ assistant_id, client_id, ...rest }): Drift => ({
        ...rest,
        assistantID: assistant_id,
        clientID: client_id,
      }),
    ),
)

/** A page or an answer names no more. */
const MOST = 1_000

// A client that was moved to another account has no drifts until that one is looked at, but for what it left behind.
const READ = `
  select drift.client_id, drift.assistant_id, drift.signal, drift.level, drift.detail, drift.since
  from vapi_drifts drift join users on users.id = drift.client_id
    and (users.vapi_account_id = drift.account_id or drift.signal = 'left_behind')
  where $1::uuid[] is null or drift.client_id = any($1::uuid[])
  order by drift.level, drift.since, drift.client_id, drift.signal limit ${MOST}`

/**
 * What is not as it was set at Vapi: alarms first, then the longest ones.
 * @param of the clients, or `'all'`
 * @returns at most 1,000
 */
export const driftsOf = async (
  pool: Pool,
  of: 'all' | { clientIDs: readonly string[] },
): Promise<Drift[]> => {
  const { rows } = await pool.query(READ, [of === 'all' ? null : of.clientIDs])
  return rowsSchema.parse(rows)
}
