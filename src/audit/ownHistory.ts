import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { instant } from '../lib/schemas'

/**
 * The fields of a client's account that its own history names. All others are the agency’s business. `brand`,
 * `created` and `password` stand for events.
 */
export const OWN_FIELDS = [
  'apiKey',
  'brand',
  'businessName',
  'businessType',
  'created',
  'currency',
  'email',
  'emailDigest',
  'emailNotifications',
  'followUpRule',
  'isActive',
  'language',
  'name',
  'password',
  'phone',
  'quietFrom',
  'quietUntil',
  'serviceHours',
  'smsNotifications',
  'timezone',
] as const

export type OwnField = (typeof OWN_FIELDS)[number]

/** Actions that change one thing, whatever the entry says. */
const BY_ACTION: Readonly<Record<string, OwnField>> = {
  created: 'created',
  key_made: 'apiKey',
  key_revoked: 'apiKey',
  password_changed: 'password',
  password_reset: 'password',
}

/** Who changed something: the client, its agency, or the desk by itself. */
export type OwnActor = 'agency' | 'automatic' | 'you'

/** A change of a client's own account, without names, addresses, values and keys. */
export type OwnChange = { at: string; by: OwnActor; fields: OwnField[]; id: string }

const wanted = (changes: string) =>
  `(e.action::text = any($4::text[]) or (e.action = 'changed' and ${changes} ?| $5::text[]))`

// Entries about the account alone, and those of bulk actions that include it; values stay in the database.
const READ = `
  with known as (select a.at, a.id from audit_log a where a.id = $3::uuid),
  own as (
    select e.id, e.at, e.action, e.actor, e.actor_kind, e.changes
    from audit_log e
    where e.collection = 'users' and e.document = $1 and ${wanted('e.changes')}
      and ($3::uuid is null or (e.at, e.id) < (select at, id from known))
    order by e.at desc, e.id desc limit $2
  ), shared as (
    select e.id, e.at, e.action, e.actor, e.actor_kind, t.changes
    from audit_log_touched t join audit_log e on e.id = t.entry_id
    where t.document = $1 and e.collection = 'users' and ${wanted('t.changes')}
      and ($3::uuid is null or (e.at, e.id) < (select at, id from known))
    order by e.at desc, e.id desc limit $2
  )
  select id, at, action::text, coalesce(actor = $1, false) as "isOwn",
    actor is null as "isSystem",
    case when jsonb_typeof(changes) = 'object'
      then (select coalesce(jsonb_agg(key), '[]') from jsonb_object_keys(changes) key)
      else '[]' end as changed
  from (select * from own union all select * from shared) e
  order by at desc, id desc limit $2`

const rowsSchema = z.array(
  z.object({
    action: z.string(),
    at: instant,
    changed: z.array(z.string()),
    id: z.string(),
    isOwn: z.boolean(),
    isSystem: z.boolean(),
  }),
)

type Row = z.infer<typeof rowsSchema>[number]

const fieldsOf = ({ action, changed }: Row): OwnField[] => {
  const only = BY_ACTION[action]
  return only ? [only] : OWN_FIELDS.filter((field) => changed.includes(field))
}

const actorOf = ({ isOwn, isSystem }: Row): OwnActor => {
  if (isOwn) return 'you'
  return isSystem ? 'automatic' : 'agency'
}

type OwnPage = {
  /** The id of the last change of the page before. Null: the newest ones. */
  before: null | string
  clientID: string
  limit: number
  pool: Pool
}

/**
 * A page of the changes of a client's account as the client may see them, newest first. This is the only way in
 * which clients read the history: who did it is reduced to three words, and what to the names of fields.
 * @throws {TooLate} when it cannot be read in the time of a page
 */
export const readOwnHistory = ({
  before,
  clientID,
  limit,
  pool,
}: OwnPage): Promise<{ changes: OwnChange[]; hasMore: boolean }> =>
  readInTime(pool, async (read) => {
    const rows = rowsSchema.parse(
      await read({
        text: READ,
        values: [clientID, limit + 1, before, Object.keys(BY_ACTION), OWN_FIELDS],
      }),
    )
    const changes = rows.slice(0, limit).map((row) => ({
      at: row.at,
      by: actorOf(row),
      fields: fieldsOf(row),
      id: row.id,
    }))
    return { changes, hasMore: rows.length > limit }
  })
