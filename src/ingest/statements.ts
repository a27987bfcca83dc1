import { keepsRecordings } from '../clients/keepsRecordings'
import { mappingColumnsOf } from '../fields/readMappings'
import type { Sender } from '../sender/settings'
import { OPENED, opensFollowUp } from './followUpRule'
import {
  asSource,
  CALL_BYTES,
  type ClientKey,
  clientOf,
  columns,
  columnTypes,
  currencyOf,
  type Effects,
  guardOf,
  KEY_TYPE,
  keepCopy,
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
 * Reads a client's guard: its sender verification with the retired set-ups that are still accepted, its mapping, and
 * whether its recordings are kept. `$1` token index or client id. No row: no such client. `sender_guard` null: no verification.
 */
export const readGuardBy = (key: ClientKey) => ({
  name: `desk_read_guard_by_${key}`,
  text: `
    select client.guard, users.vapi_guard as sender_guard,
      ${keepsRecordings('users')} as keeps_recordings,
      ${mappingColumnsOf('users')},
      jsonb_build_object(${SENDER_FIELDS.map(
        (field) =>
          `'${field}', users.vapi_sender_${field === 'secretIsBase64' ? 'secret_is_base64' : snakeCase(field)}`,
      ).join(', ')}) as sender,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'sender', sender, 'until', expires_at))
        from webhook_retired_senders former
        where former.client_id = client.id and former.expires_at > now()
      ), '[]') as former
    from (${clientOf(key, `$1::${KEY_TYPE[key]}`)}) client join users on users.id = client.id`,
})

/**
 * Stores a delivery for review. `$1` client key, `$2` delivery id, `$3` message type, `$4` call id,
 * `$5` problem, `$6` body, `$7` received at, `$8` the guard that the sender passed, by id `$9` the source. No row:
 * no such client. Not `admitted`: nothing was stored, the sender has to be checked first.
 */
export const keepForReview = (key: ClientKey) => ({
  name: `desk_keep_for_review_by_${key}`,
  text: `
    with client as materialized (${clientOf(key, `$1::${KEY_TYPE[key]}`)}),
    delivery as (${keepDelivery({
      select: `
      select $2::uuid, client.id, $3, $4, 'needs_review', $5, $6::bytea, null::uuid, $7::timestamptz${
        key === 'id' ? `, ${asSource('webhook_deliveries', '$9::text')}` : ''
      }
      from client where client.guard is not distinct from $8::text`,
      withSource: key === 'id',
    })}
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

/** The placeholders after the values: the guard that the incoming report was read under. */
const GUARD = `$${FIRST_VALUE + columns.length}::text`
/** Then, by id, the source. */
const SOURCE = `$${FIRST_VALUE + columns.length + 1}::text`
/** At last, with all effects, the outcome as rules name it. */
const outcomeKeyOf = (key: ClientKey) =>
  `$${FIRST_VALUE + columns.length + (key === 'id' ? 2 : 1)}::text`

/** `withCopy`: the report has a recording that is to be copied. */
type Merged = { effects?: Effects; key: ClientKey; withCopy?: boolean }

/** Beside the values and the guard: by id the source, and with all effects the outcome as rules name it. */
const afterMerged = ({ effects = 'all', key }: Merged): number =>
  FIRST_VALUE + columns.length + 1 + (key === 'id' ? 1 : 0) + (effects === 'all' ? 1 : 0)

const nameOfMerged = ({ effects = 'all', key, withCopy = false }: Merged) =>
  `desk_store_merged_by_${key}_${effects}${withCopy ? '_copied' : ''}`

const writeStoreMerged = ({ effects = 'all', key, withCopy = false }: Merged) => ({
  name: nameOfMerged({ effects, key, withCopy }),
  text: `
    with summary as (
      update call_summaries set currency = $3, field_times = $4::jsonb, updated_at = now(),
        (${columns.join(', ')}) = row(${placeholders(FIRST_VALUE)})${
          effects === 'all' ? `,\n        ${openFollowUp(outcomeKeyOf(key))}` : ''
        }
      from users client
      where call_summaries.id = $1::uuid and call_summaries.xmin = $2::xid
        and client.id = call_summaries.client_id
        and ${guardOf(key, 'client')} is not distinct from ${GUARD}
      returning call_summaries.id, client_id, vapi_call_id, summary
    ), delivery as (${keepDelivery({
      select: `
      select $5::uuid, client_id, $6, vapi_call_id, 'merged', null, $7::bytea, id, $8::timestamptz${
        key === 'id' ? `, ${asSource('webhook_deliveries', SOURCE)}` : ''
      }
      from summary`,
      withSource: key === 'id',
    })}
    ), notification as (
      update notifications set due_at = least(due_at, now())
      from summary
      where summary.summary is not null and state = 'waiting' and attempts = 0
        and notifications.client_id = summary.client_id
        and notifications.vapi_call_id = summary.vapi_call_id
    )${
      withCopy
        ? `, copy as (${keepCopy({
            callID: 'summary.vapi_call_id',
            clientID: 'summary.client_id',
            expiresAt: `$${afterMerged({ effects, key }) + 1}::timestamptz`,
            from: 'summary',
            link: `$${afterMerged({ effects, key })}::text`,
          })}
    )`
        : ''
    }
    select id from summary`,
})

const mergedStatements = new Map<string, ReturnType<typeof writeStoreMerged>>()

/**
 * Writes a merged call and its delivery, unless the row has changed since it was read, or the client's guard is not
 * the one that the incoming report was read under. `$1` summary id, `$2` version, `$3` currency, `$4` field times,
 * `$5` delivery id, `$6` message type, `$7` body, `$8` received at, then the values of `REPORT_FIELDS`, the guard,
 * by id the source, with all effects the outcome as rules name it, and with a recording to copy its encrypted link and
 * when that expires. No row: start again. A notification that was waiting for the
 * summary is sent immediately once there is one. A call that nobody has touched is put on the client's to-do list
 * if its rule says so, unless `effects` say otherwise. The call keeps its source.
 */
export const storeMerged = (merged: Merged): ReturnType<typeof writeStoreMerged> => {
  const name = nameOfMerged(merged)
  const statement = mergedStatements.get(name) ?? writeStoreMerged(merged)
  mergedStatements.set(name, statement)
  return statement
}

/**
 * Stores the delivery of a report that adds nothing. `$1` summary id, `$2` delivery id, `$3` message type,
 * `$4` body, `$5` received at, `$6` version, `$7` the guard that the report was read under, by id `$8` the source.
 * No row: the call or the guard has changed since they were read, or the call is gone. The row is locked, so that
 * it cannot change before the delivery is visible. With a recording to copy, its encrypted link and when that expires
 * come last.
 */
export const keepRepeat = ({ key, withCopy }: { key: ClientKey; withCopy: boolean }) =>
  withCopy ? repeatWithCopy(key) : { name: `desk_keep_repeat_by_${key}`, text: writeRepeat(key) }

const repeatWithCopy = (key: ClientKey) => {
  const first = key === 'id' ? 9 : 8
  return {
    name: `desk_keep_repeat_by_${key}_copied`,
    text: `
    with delivery as (${writeRepeat(key)}
    ), copy as (${keepCopy({
      callID: 'call.vapi_call_id',
      clientID: 'call.client_id',
      expiresAt: `$${first + 1}::timestamptz`,
      from: 'delivery join call_summaries call on call.id = $1::uuid',
      link: `$${first}::text`,
    })}
    )
    select id from delivery`,
  }
}

const writeRepeat = (key: ClientKey) =>
  keepDelivery({
    select: `
    select $2::uuid, call.client_id, $3, call.vapi_call_id, 'merged', null, $4::bytea, call.id, $5::timestamptz${
      key === 'id' ? `, ${asSource('webhook_deliveries', '$8::text')}` : ''
    }
    from call_summaries call join users client on client.id = call.client_id
    where call.id = $1::uuid and call.xmin = $6::xid
      and ${guardOf(key, 'client')} is not distinct from $7::text
    for key share of call`,
    withSource: key === 'id',
  })
