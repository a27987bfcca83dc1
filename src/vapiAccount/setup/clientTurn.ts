import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

const TAKE = `
  insert into vapi_setup_turns as turn (client_id, lease, leased_until)
  select id, $2::uuid, now() + interval '5 minutes' from users where id = $1::uuid
  on conflict (client_id) do update set lease = excluded.lease, leased_until = excluded.leased_until
    where turn.leased_until <= now()
  returning client_id`
const RENEW = `
  update vapi_setup_turns set leased_until = now() + interval '5 minutes'
  where client_id = $1::uuid and lease = $2::uuid`
const END = 'delete from vapi_setup_turns where client_id = $1::uuid and lease = $2::uuid'

const RENEW_MS = 60_000

/** Renews the turn. To be called before each place: one takes four requests. */
export type Renew = () => Promise<void>

/**
 * Lets one process at a time write for a client at Vapi. It is a lease of 5 minutes, because a transaction would hold
 * a connection while Vapi is asked.
 * @returns null while another one does, or if the client is gone
 */
export const inClientTurn = async <Result>(
  pool: Pool,
  clientID: string,
  work: (renew: Renew) => Promise<Result>,
): Promise<null | { result: Result }> => {
  const values = [clientID, randomUUID()]
  if ((await pool.query(TAKE, values)).rowCount === 0) return null
  const renew = async () => void (await pool.query(RENEW, values))
  // One request may wait minutes for its turn. A renewal that fails may be followed by one that does not.
  const renewal = setInterval(() => void renew().catch(() => undefined), RENEW_MS).unref()
  try {
    return { result: await work(renew) }
  } finally {
    clearInterval(renewal)
    await pool.query(END, values)
  }
}
