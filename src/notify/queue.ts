import { randomUUID } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type BulkEntry, recordingDone } from '../audit/log'
import { withDeadline } from '../database/connection/deadline'
import { LANGUAGES } from '../lib/languages'
import { text } from '../lib/schemas'
import type { Leased } from '../outbox/lane'
import type { Verdict } from '../outbox/verdict'

/**
 * How long a claimed notification belongs to one process. Longer than sending may take, and short
 * enough that notifications of a killed process are taken over within a minute.
 */
export const LEASE_MS = 45_000

const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

const claimedSchema = z.object({
  attempts: z.coerce.number(),
  callSummaryID: text,
  channel: z.enum(CHANNELS),
  client: z.object({
    brand: text,
    emailDigest: z.enum(['daily', 'each', 'weekly']),
    emailNotifications: z.boolean(),
    isActive: z.boolean(),
    language: z.enum(LANGUAGES).nullable(),
    phone: text,
    quiet: z.object({
      from: text,
      timeZone: text,
      until: text,
    }),
    smsNotifications: z.boolean(),
  }),
  clientID: z.string(),
  firstTriedAt: z.coerce.date(),
  id: z.string(),
  kind: z.enum(['call', 'daily', 'weekly']),
  period: text,
  vapiCallID: text,
})

/** A notification that this process has leased, with its client. */
export type Claimed = Leased & z.infer<typeof claimedSchema>

/**
 * Claims notifications that are due, and those whose lease has expired because their process is gone.
 * Rows that another process is claiming are skipped, so no process waits for another. The lease is a
 * column, not a lock, so it works behind a pooler and lasts exactly as long as it says. The call is
 * looked up by its Vapi ID: a replay may have created it again. `$1` channel, `$2` how many at most,
 * `$3` lease, `$4` its length in milliseconds
 */
const CLAIM = `
  with lapsed as (
    select id from notifications
    where state = 'sending' and channel = $1::enum_notifications_channel and leased_until < now()
    order by leased_until limit $2::int for update skip locked
  ), due as (
    select id from notifications
    where state = 'waiting' and channel = $1::enum_notifications_channel and due_at <= now()
    order by due_at limit $2::int for update skip locked
  ), taken as (
    select id from lapsed union all select id from due limit $2::int
  ), claimed as (
    update notifications set state = 'sending', lease = $3,
      leased_until = now() + $4::int * interval '1 millisecond', attempts = attempts + 1,
      first_tried_at = coalesce(first_tried_at, now()), updated_at = now()
    where id in (select id from taken)
    returning id, client_id, channel, kind, vapi_call_id, period, attempts, first_tried_at, due_at
  )
  select claimed.id, claimed.client_id as "clientID", claimed.channel, claimed.kind, claimed.period,
    claimed.vapi_call_id as "vapiCallID", claimed.attempts, claimed.first_tried_at as "firstTriedAt",
    call.id as "callSummaryID",
    jsonb_build_object(
      'isActive', coalesce(client.is_active, false),
      'emailNotifications', coalesce(client.email_notifications, false),
      'emailDigest', coalesce(client.email_digest, 'each'),
      'smsNotifications', coalesce(client.sms_notifications, false),
      'phone', client.phone, 'language', client.language, 'brand', client.brand_id,
      'quiet', jsonb_build_object('from', client.quiet_from, 'until', client.quiet_until,
        'timeZone', client.timezone)
    ) as client
  from claimed join users client on client.id = claimed.client_id
    left join call_summaries call on call.client_id = claimed.client_id
      and call.vapi_call_id = claimed.vapi_call_id and not coalesce(call.is_test, false)
  order by claimed.due_at`

type Claim = { channel: Channel; limit: number; pool: Pool }

/** Claims up to `limit` notifications of a channel that are due now, the oldest first. */
export const claimDue = async ({ channel, limit, pool }: Claim): Promise<Claimed[]> => {
  const lease = randomUUID()
  const leasedUntil = Date.now() + LEASE_MS
  const { rows } = await pool.query({
    name: 'desk_claim_notifications',
    text: CLAIM,
    values: [channel, limit, lease, LEASE_MS],
  })
  return z
    .array(claimedSchema)
    .parse(rows)
    .map((row) => ({ ...row, lease, leasedUntil }))
}

/** `$1` id, `$2` lease, `$3` state, `$4` problem, `$5` provider's id, `$6` due at, `$7` was an attempt */
const FINISH = `
  update notifications set state = $3::enum_notifications_state, problem = $4,
    provider_id = coalesce($5, provider_id), due_at = coalesce($6::timestamptz, due_at),
    attempts = case when $7 then attempts else greatest(attempts - 1, 0) end,
    first_tried_at = case when $7 or attempts > 1 then first_tried_at end,
    sent_at = case when $3 = 'sent' then now() end, lease = null, leased_until = null,
    updated_at = now()
  where id = $1::uuid and lease = $2 and state = 'sending'
  returning id`

/**
 * Records the next state of a notification, if this process still holds its lease. After a lost
 * connection it tries again until the lease ends, since a notification whose result is not recorded is
 * sent once more.
 * @returns false when the lease had been lost, and nothing was recorded
 */
export const finish = async (
  pool: Pool,
  { id, lease, leasedUntil }: Pick<Claimed, 'id' | 'lease' | 'leasedUntil'>,
  verdict: Verdict,
): Promise<boolean> => {
  const isAttempt = verdict.state === 'waiting' ? verdict.isAttempt : true
  const { rows } = await withDeadline(pool, leasedUntil).query({
    name: 'desk_finish_notification',
    text: FINISH,
    values: [
      id,
      lease,
      verdict.state,
      verdict.problem,
      verdict.state === 'sent' ? verdict.providerID : null,
      verdict.state === 'waiting' ? verdict.dueAt.toISOString() : null,
      isAttempt,
    ],
  })
  return rows.length > 0
}

/** Gives up leases, so that another process can claim the notifications immediately. The attempt counts. */
export const giveBack = async (pool: Pool, leases: readonly string[]): Promise<void> => {
  await pool.query({
    text: `update notifications set state = 'waiting', lease = null, leased_until = null, updated_at = now()
      where state = 'sending' and lease = any($1::text[])`,
    values: [leases],
  })
}

/** Older notifications are out of date. Uses the index of due times. `$1` channel, `$2` problem */
const RETRY_UNSENT = `
  update notifications set state = 'waiting', due_at = now(), attempts = 0,
    first_tried_at = null, problem = null, updated_at = now()
  where state = 'not_needed' and channel = $1::enum_notifications_channel
    and due_at > now() - interval '3 days' and problem = $2`

type Unsent = { channel: Channel; problem: string }

/**
 * Queues notifications again that were not sent because of a problem, unless they are more than 3 days old.
 * @returns how many
 */
export const retryUnsent = async (pool: Pool, { channel, problem }: Unsent): Promise<number> => {
  const { rowCount } = await pool.query({ text: RETRY_UNSENT, values: [channel, problem] })
  return rowCount ?? 0
}

/**
 * Queues failed notifications again (`dead`), with a fresh count of attempts. Others are left unchanged.
 * @returns how many
 */
export const retryDead = async ({
  db,
  entry,
  ids,
}: {
  db: Pick<PostgresAdapter['drizzle'], 'execute'>
  /** The history entry, which says who retried them. */
  entry: BulkEntry
  ids: readonly string[]
}): Promise<number> => {
  const { rows } = await db.execute(sql`
    with done as (
      update notifications set state = 'waiting', due_at = now(), attempts = 0,
        first_tried_at = null, problem = null, updated_at = now()
      where id = any(${sql.param([...ids])}::uuid[]) and state = 'dead'
      returning id, vapi_call_id as label, null::jsonb as changes
    ), ${recordingDone(entry)}
    select id from done`)
  return rows.length
}
