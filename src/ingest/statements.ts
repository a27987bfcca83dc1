import type { Sender } from '../sender/settings'
import { OPENED, opensFollowUp } from './followUpRule'
import {
  CALL_BYTES,
  type ClientKey,
  clientOf,
  columns,
  columnTypes,
  currencyOf,
  KEY_TYPE,
  keepDelivery,
} from './statementParts'

/** Finds the client of a token. `$1` token index, `$2` the guard that the sender passed */
export const FIND_CLIENT = {
  name: 'desk_find_client',
  text: `
    select id as client, retired, guard is not distinct from $2::text as admitted
    from ${clientOf('token', '$1')} client`,
}

/** The tables of replaced tokens and sender set-ups. */
export type RetiredTable = 'webhook_retired_senders' | 'webhook_retired_tokens'

/** Records the use of a retired row, at most about once a minute. `$1` its id */
export const noteUse = (table: RetiredTable) => ({
  name: `desk_note_use_of_${table}`,
  text: `
    update ${table} set last_used_at = now()
    where id = $1::uuid and (last_used_at is null or last_used_at < now() - interval '50 seconds')`,
})

const SENDER_FIELDS = [
  'algorithm',
  'encoding',
  'messageIdHeader',
  'networks',
  'payloadFormat',
  'prefix',
  'secret',
  'secretIsBase64',
  'signatureHeader',
  'timestampHeader',
  'verification',
] as const satisfies (keyof Sender)[]

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

/**
 * Reads a client's sender verification: the current set-up and retired ones that are still accepted.
 * `$1` token index. No row: no such client. `guard` null: no verification.
 */
export const READ_GUARD = {
  name: 'desk_read_guard',
  text: `
    select client.guard,
      jsonb_build_object(${SENDER_FIELDS.map(
        (field) =>
          `'${field}', users.vapi_sender_${field === 'secretIsBase64' ? 'secret_is_base64' : snakeCase(field)}`,
      ).join(', ')}) as sender,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'sender', sender, 'until', expires_at))
        from webhook_retired_senders former
        where former.client_id = client.id and former.expires_at > now()
      ), '[]') as former
    from ${clientOf('token', '$1')} client join users on users.id = client.id`,
}

/**
 * Stores a delivery for review. `$1` client key, `$2` delivery id, `$3` message type, `$4` call id,
 * `$5` problem, `$6` body, `$7` received at, `$8` the guard that the sender passed. No row: no such
 * client. Not `admitted`: nothing was stored, the sender has to be checked first.
 */
export const keepForReview = (key: ClientKey) => ({
  name: `desk_keep_for_review_by_${key}`,
  text: `
    with client as materialized (${clientOf(key, `$1::${KEY_TYPE[key]}`)}),
    delivery as (${keepDelivery(`
      select $2::uuid, client.id, $3, $4, 'needs_review', $5, $6::bytea, null::uuid, $7::timestamptz
      from client where client.guard is not distinct from $8::text`)}
    )
    select client.id as client, client.retired,
      client.guard is not distinct from $8::text as admitted
    from client`,
})

/** Placeholders with their types, from `$first` on, in the order of `REPORT_FIELDS`. */
const placeholders = (first: number) =>
  columnTypes.map((type, index) => `$${first + index}::${type}`).join(', ')

/**
 * Reads a stored call and the version of its row. `$1` client id, `$2` call id, `$3` currency choices, `$4` the
 * incoming price, `$5` how many bytes the call may have. No row: no such call, or a larger one.
 */
export const READ_CALL = {
  name: 'desk_read_call',
  text: `
    select call.id, call.xmin::text as version, call.currency, call.field_times,
      call.edits,
      ${currencyOf({ choices: '$3::text[]', price: '$4::numeric' })} as incoming_currency,
      ${columns.map((column) => `call.${column}`).join(', ')}
    from call_summaries call join users client on client.id = call.client_id
    where call.client_id = $1::uuid and call.vapi_call_id = $2 and ${CALL_BYTES} <= $5::bigint`,
}

const FIRST_VALUE = 9

/** The placeholder of a merged value. */
const mergedValue = (name: (typeof columns)[number]): string => {
  const index = columns.indexOf(name)
  return `$${FIRST_VALUE + index}::${columnTypes[index]}`
}

/** Puts a merged call on the to-do list if the rule of `client` says so, unless somebody or the rule did before. */
const openFollowUp = (outcomeKey: string): string => {
  const opens = opensFollowUp({
    endedGroup: mergedValue('ended_group'),
    isTest: 'call_summaries.is_test',
    outcomeKey,
    reportedAt: mergedValue('reported_at'),
    rule: 'client.follow_up_rule',
  })
  const isOpened = `call_summaries.follow_up_at is null and ${opens}`
  return OPENED.map(
    ([column, value]) =>
      `${column} = case when ${isOpened} then ${value} else call_summaries.${column} end`,
  ).join(',\n        ')
}

/** The placeholder after the values: the outcome as rules name it. */
const OUTCOME_KEY = `$${FIRST_VALUE + columns.length}::text`

const writeStoreMerged = ({ name, withRule }: { name: string; withRule: boolean }) => ({
  name,
  text: `
    with summary as (
      update call_summaries set currency = $3, field_times = $4::jsonb, updated_at = now(),
        (${columns.join(', ')}) = row(${placeholders(FIRST_VALUE)})${
          withRule ? `,\n        ${openFollowUp(OUTCOME_KEY)}\n      from users client` : ''
        }
      where call_summaries.id = $1::uuid and call_summaries.xmin = $2::xid${
        withRule ? ' and client.id = call_summaries.client_id' : ''
      }
      returning call_summaries.id, client_id, vapi_call_id, summary
    ), delivery as (${keepDelivery(`
      select $5::uuid, client_id, $6, vapi_call_id, 'merged', null, $7::bytea, id, $8::timestamptz
      from summary`)}
    ), notification as (
      update notifications set due_at = least(due_at, now())
      from summary
      where summary.summary is not null and state = 'waiting' and attempts = 0
        and notifications.client_id = summary.client_id
        and notifications.vapi_call_id = summary.vapi_call_id
    )
    select id from summary`,
})

/**
 * Writes a merged call and its delivery, unless the row has changed since it was read. `$1` summary
 * id, `$2` version, `$3` currency, `$4` field times, `$5` delivery id, `$6` message type, `$7` body,
 * `$8` received at, then the values of `REPORT_FIELDS` and the outcome as rules name it. No row: read again. A
 * notification that was waiting for the summary is sent immediately once there is one. A call that nobody has
 * touched is put on the client's to-do list if its rule says so.
 */
export const STORE_MERGED = writeStoreMerged({ name: 'desk_store_merged', withRule: true })

/** The same for a replay, without the last parameter: it puts nothing on the to-do list. */
export const STORE_MERGED_AGAIN = writeStoreMerged({
  name: 'desk_store_merged_again',
  withRule: false,
})

/**
 * Stores the delivery of a report that adds nothing. `$1` summary id, `$2` delivery id, `$3` message type,
 * `$4` body, `$5` received at, `$6` version. No row: the call has changed since it was read, or is gone. The
 * row is locked, so that it cannot change before the delivery is visible.
 */
export const KEEP_REPEAT = {
  name: 'desk_keep_repeat',
  text: keepDelivery(`
    select $2::uuid, client_id, $3, vapi_call_id, 'merged', null, $4::bytea, id, $5::timestamptz
    from call_summaries where id = $1::uuid and xmin = $6::xid for key share`),
}
