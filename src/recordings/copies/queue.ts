import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../../database/connection/deadline'
import { MINUTE_MS } from '../../lib/time/units'
import type { Leased } from '../../outbox/lane'
import type { Verdict } from '../../outbox/verdict'

/** How long a claimed copy belongs to one process: longer than copying may take. */
const COPY_LEASE_MS = 5 * MINUTE_MS
/** A client whose files come slowly leaves room for the others. */
const PER_CLIENT = 2

const claimedSchema = z.array(
  z.object({
    attempts: z.number(),
    clientID: z.string(),
    expiresAt: z.date(),
    firstTriedAt: z.date(),
    id: z.string(),
    keeps: z.boolean(),
    link: z.string(),
    vapiCallID: z.string(),
  }),
)

/** A copy that this process has leased. */
export type ClaimedCopy = Leased & {
  clientID: string
  expiresAt: Date
  id: string
  /** Whether the client still keeps recordings. */
  keeps: boolean
  /** The link itself. */
  link: string
  vapiCallID: string
}

// At most one of each client at a time: first of clients that have few under way, and among those by lot. Who has waited
// longest would always be a client with a long queue, and links of all others would end before their turn. The clients
// are found one after the other in the index, so that a long queue costs no more than a short one.
const CLAIM = (keeps: string) => `
  with recursive lapsed as (
    select id from recording_copies where state = 'sending' and leased_until < now()
    order by leased_until limit $1::int for update skip locked
  ), waits (client_id) as (
    (select client_id from recording_copies where state = 'waiting' order by client_id limit 1)
    union all
    select (select later.client_id from recording_copies later
      where later.state = 'waiting' and later.client_id > waits.client_id order by later.client_id limit 1)
    from waits where waits.client_id is not null
  ), busy as (
    select client_id, count(*) as copies from recording_copies
    where state = 'sending' and leased_until >= now() group by client_id
  ), next as materialized (
    select oldest.id, coalesce(busy.copies, 0) as under_way, random() as lot
    from waits left join busy using (client_id) cross join lateral (
      select id from recording_copies
      where client_id = waits.client_id and state = 'waiting' and due_at <= now()
      order by due_at limit 1
    ) oldest
    where coalesce(busy.copies, 0) < ${PER_CLIENT}
  ), due as (
    select copy.id from recording_copies copy join next using (id)
    where copy.state = 'waiting' and copy.due_at <= now()
    order by next.under_way, next.lot limit $1::int for update of copy skip locked
  ), taken as (
    select id from lapsed union all select id from due limit $1::int
  ), claimed as (
    update recording_copies set state = 'sending', lease = $2,
      leased_until = now() + $3::int * interval '1 millisecond', attempts = attempts + 1,
      first_tried_at = coalesce(first_tried_at, now()), updated_at = now()
    where id in (select id from taken)
    returning *
  )
  select claimed.id, claimed.client_id as "clientID", claimed.vapi_call_id as "vapiCallID", claimed.link,
    claimed.attempts, claimed.first_tried_at as "firstTriedAt", claimed.expires_at as "expiresAt",
    ${keeps} as keeps
  from claimed join users client on client.id = claimed.client_id`

/** A link that does not decrypt is as good as none: one row must not stop the lane. */
const linkOf = (payload: Pick<Payload, 'decrypt'>, text: string): string => {
  try {
    return payload.decrypt(text)
  } catch {
    return ''
  }
}

type Claim = { keeps: string; limit: number; payload: Payload }

/**
 * Claims up to `limit` copies that are due, or whose lease has expired because their process is gone.
 * @param keeps SQL: whether `client` keeps recordings
 */
export const claimCopies = async ({ keeps, limit, payload }: Claim): Promise<ClaimedCopy[]> => {
  const lease = randomUUID()
  const leasedUntil = Date.now() + COPY_LEASE_MS
  const { rows } = await payload.db.pool.query({
    name: 'desk_claim_copies',
    text: CLAIM(keeps),
    values: [limit, lease, COPY_LEASE_MS],
  })
  return claimedSchema
    .parse(rows)
    .map(({ link, ...row }) => ({ ...row, lease, leasedUntil, link: linkOf(payload, link) }))
}

const IS_MINE = `id = $1::uuid and lease = $2 and state = 'sending'`

/** Nobody wants it any more: nothing is left of it. */
const FORGET = `delete from recording_copies where ${IS_MINE} returning id`

/** `$3` state, `$4` problem, `$5` due at, `$6` was an attempt. The link goes with the end. */
const FINISH = `
  update recording_copies set state = $3, problem = $4, due_at = coalesce($5::timestamptz, due_at),
    link = case $3 when 'waiting' then link end,
    attempts = case when $6 then attempts else greatest(attempts - 1, 0) end,
    first_tried_at = case when $6 or attempts > 1 then first_tried_at end,
    lease = null, leased_until = null, updated_at = now()
  where ${IS_MINE}
  returning id`

/**
 * Writes the next state of a copy, if this process still holds its lease.
 * @returns false when the lease had been lost, and nothing was written
 */
export const finishCopy = async (
  pool: Pool,
  { id, lease, leasedUntil }: Pick<ClaimedCopy, 'id' | 'lease' | 'leasedUntil'>,
  verdict: Verdict,
): Promise<boolean> => {
  const database = withDeadline(pool, leasedUntil)
  if (verdict.state === 'not_needed') {
    const { rows } = await database.query({
      name: 'desk_forget_copy',
      text: FORGET,
      values: [id, lease],
    })
    return rows.length > 0
  }
  const { rows } = await database.query({
    name: 'desk_finish_copy',
    text: FINISH,
    values: [
      id,
      lease,
      verdict.state === 'sent' ? 'done' : verdict.state,
      verdict.problem,
      verdict.state === 'waiting' ? verdict.dueAt.toISOString() : null,
      verdict.state === 'waiting' ? verdict.isAttempt : true,
    ],
  })
  return rows.length > 0
}

/** Gives up leases, so that another process can claim the copies immediately. The attempt counts. */
export const giveBackCopies = async (pool: Pool, leases: readonly string[]): Promise<void> => {
  await pool.query({
    text: `update recording_copies set state = 'waiting', lease = null, leased_until = null, updated_at = now()
      where state = 'sending' and lease = any($1::text[])`,
    values: [leases],
  })
}
