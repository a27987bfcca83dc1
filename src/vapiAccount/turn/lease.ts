import type { Pool } from 'pg'
import { z } from 'zod'

/** In milliseconds: longer than any request to Vapi may take. A process that died leaves its lease until then. */
const LEASE_MS = 75_000

const CLAIM = {
  name: 'vapi_claim_turn',
  text: `
    insert into vapi_turns as turn (account_id, lease, leased_until, free_at)
    select id, $2, clock_timestamp() + $3 * interval '1 millisecond', clock_timestamp()
    from vapi_accounts where id = $1::uuid
    on conflict (account_id) do update set lease = excluded.lease, leased_until = excluded.leased_until
    where turn.free_at <= clock_timestamp()
      and (turn.leased_until is null or turn.leased_until <= clock_timestamp())
    returning 1`,
}

/** How long until the turn may be free, in milliseconds. No row: the account is gone, or nobody ever asked it. */
const READ_WAIT = {
  name: 'vapi_read_turn',
  text: `
    select extract(epoch from turn.free_at - clock_timestamp())::float8 * 1000 as wait
    from vapi_accounts account left join vapi_turns turn on turn.account_id = account.id
    where account.id = $1::uuid`,
}
const waitSchema = z.array(z.object({ wait: z.number().nullable() })).max(1)

const END = {
  name: 'vapi_end_turn',
  text: `
    update vapi_turns set lease = null, leased_until = null,
      free_at = greatest(free_at, clock_timestamp() + $3 * interval '1 millisecond')
    where account_id = $1::uuid and lease = $2`,
}

type Lease = { accountID: string; lease: string; pool: Pool }

/** `mine`: this process may ask now. `wait`: ask again after so many milliseconds. */
export type Claimed = { kind: 'gone' } | { kind: 'mine' } | { kind: 'wait'; milliseconds: number }

/** Tries to take an account's turn. @throws any database error */
export const claimTurn = async ({ accountID, lease, pool }: Lease): Promise<Claimed> => {
  const claimed = await pool.query({ ...CLAIM, values: [accountID, lease, LEASE_MS] })
  if (claimed.rowCount === 1) return { kind: 'mine' }
  const { rows } = await pool.query({ ...READ_WAIT, values: [accountID] })
  const [row] = waitSchema.parse(rows)
  return row ? { kind: 'wait', milliseconds: Math.max(0, row.wait ?? 0) } : { kind: 'gone' }
}

/** Ends a turn; nobody may ask the account for `pauseFor` milliseconds. A turn that was lost ends nothing. */
export const endTurn = async ({
  accountID,
  lease,
  pauseFor,
  pool,
}: Lease & { pauseFor: number }): Promise<void> => {
  await pool.query({ ...END, values: [accountID, lease, pauseFor] })
}
