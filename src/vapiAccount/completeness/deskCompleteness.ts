import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { readInTime } from '../../database/connection/readInTime'
import type { Completeness } from './completeness'
import { readCompleteness } from './readCompleteness'
import { stateNow } from './stateNow'

/** How many clients are listed. */
const MOST_CLIENTS = 8

const READ_CLIENTS = `
  with counted as materialized (
    select client_id, count(*)::int as "atVapi",
      count(*) filter (where state = 'held')::int as here,
      count(*) filter (where state in ('missing', 'cannot_be_filled'))::int as missing
    from (
      select client_id, ${stateNow('call')} as state from vapi_calls call
      where created_at >= $1::timestamptz and client_id is not null
        and state not in ('not_ours', 'earlier')
    ) call
    group by client_id
  )
  select client_id as id, ${USER_LABEL_TEXT} as name, "atVapi", here, missing,
    count(*) over ()::int as clients, count(*) filter (where missing > 0) over ()::int as "withGaps"
  from counted join users on users.id = client_id
  order by missing desc, "atVapi" desc, client_id limit $2::int`

const clientsSchema = z.array(
  z.object({
    atVapi: z.number(),
    clients: z.number(),
    here: z.number(),
    id: z.string(),
    missing: z.number(),
    name: z.string(),
    withGaps: z.number(),
  }),
)

const READ_ACCOUNTS = 'select id from vapi_accounts order by id limit 20'

const accountsSchema = z.array(z.object({ id: z.string() }))

/** Which calls of all clients are here. */
export type DeskCompleteness = {
  accountIDs: string[]
  /** Those with the most missing calls first, at most 8. */
  clients: { atVapi: number; here: number; id: string; missing: number; name: string }[]
  /** How many clients have calls at Vapi, and how many of them miss some; listed or not. */
  counts: { clients: number; withGaps: number }
  /** null: the desk has no account at Vapi. */
  found: Completeness | null
}

type ReadDesk = { pool: Pool; timezone: null | string }

/** Reads which calls of all clients of all accounts are here, and the clients that miss some. */
export const readDeskCompleteness = async ({
  pool,
  timezone,
}: ReadDesk): Promise<DeskCompleteness> => {
  const found = await readCompleteness(pool, 'desk', { timezone })
  if (!found) return { accountIDs: [], clients: [], counts: { clients: 0, withGaps: 0 }, found }
  const [clients, accounts] = await readInTime(pool, async (read) => [
    clientsSchema.parse(await read({ text: READ_CLIENTS, values: [found.since, MOST_CLIENTS] })),
    accountsSchema.parse(await read({ text: READ_ACCOUNTS })),
  ])
  return {
    accountIDs: accounts.map(({ id }) => id),
    clients: clients.map(({ clients: _, withGaps: __, ...client }) => client),
    counts: { clients: clients[0]?.clients ?? 0, withGaps: clients[0]?.withGaps ?? 0 },
    found,
  }
}

/** Whether the desk is connected to any account at Vapi. */
export const hasAccounts = async (pool: Pool): Promise<boolean> => {
  const { rowCount } = await pool.query('select from vapi_accounts limit 1')
  return rowCount === 1
}
