import type { Pool } from 'pg'
import { z } from 'zod'
import { text } from '../lib/schemas'
import { knownZone } from '../lib/time/zone'
import { dueDigests } from './dueDigests'

const slotSchema = z.object({ quietFrom: text, quietUntil: text, timezone: text })

/** Clients that get digests by mail. */
const WANTS_DIGESTS = `email_notifications and is_active and email_digest in ('daily', 'weekly')`

const SLOTS = `
  select distinct timezone, quiet_from as "quietFrom", quiet_until as "quietUntil"
  from users where ${WANTS_DIGESTS}`

// Only the unique index decides which process was first. The `not exists` before it avoids most conflicts.
const QUEUE = `
  insert into notifications
    (id, client_id, channel, kind, state, period, due_at, attempts)
  select gen_random_uuid(), users.id, 'email', slot.kind::enum_notifications_kind, 'waiting', slot.period,
    slot.due_at, 0
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
    as slot (timezone, quiet_from, quiet_until, kind, period, due_at)
  join users on users.timezone is not distinct from slot.timezone
    and users.quiet_from is not distinct from slot.quiet_from
    and users.quiet_until is not distinct from slot.quiet_until
    and users.email_digest::text = slot.kind
  where ${WANTS_DIGESTS} and users.created_at < slot.due_at and not exists (
    select from notifications known
    where known.client_id = users.id and known.kind::text = slot.kind
      and known.period = slot.period and known.channel = 'email')
  order by users.id
  on conflict (client_id, kind, period, channel) do nothing`

/**
 * Queues each digest that is complete, once for each client and period, even if several processes do so
 * at the same time. After a downtime it queues missed digests, unless they are out of date.
 * @returns how many it queued
 */
export const queueDigests = async ({ now, pool }: { now: Date; pool: Pool }): Promise<number> => {
  const { rows } = await pool.query(SLOTS)
  const due = slotSchema
    .array()
    .parse(rows)
    .flatMap(({ quietFrom, quietUntil, timezone }) =>
      dueDigests({
        now,
        quiet: { from: quietFrom, until: quietUntil },
        timeZone: knownZone(timezone),
      }).map((digest) => ({ ...digest, quietFrom, quietUntil, timezone })),
    )
  if (due.length === 0) return 0
  const { rowCount } = await pool.query(QUEUE, [
    due.map(({ timezone }) => timezone),
    due.map(({ quietFrom }) => quietFrom),
    due.map(({ quietUntil }) => quietUntil),
    due.map(({ kind }) => kind),
    due.map(({ period }) => period),
    due.map(({ dueAt }) => dueAt.toISOString()),
  ])
  return rowCount ?? 0
}
