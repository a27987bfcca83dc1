import type { Sender } from '../sender/settings'
import { TEST_CALL_PREFIX } from '../vapi/testCall'
import { REPORT_COLUMNS, REPORT_FIELDS } from './columns'

/** How a statement finds the client: by the index of the token in the URL, or by its id (replay). */
export type ClientKey = 'id' | 'token'

const KEY_TYPE = { id: 'uuid', token: 'text' } as const satisfies Record<ClientKey, string>

const columns = REPORT_FIELDS.map((field) => REPORT_COLUMNS[field][0])

const columnTypes = REPORT_FIELDS.map((field) => {
  const [column, type] = REPORT_COLUMNS[field]
  return column === 'ended_group' ? 'enum_call_summaries_ended_group' : type
})

/**
 * The currency of a price: the client's if the price's own text can mean it or says nothing, else
 * what the text most likely means. No price, no currency.
 */
const currencyOf = ({ choices, price }: { choices: string; price: string }) => `case
    when ${price} is null then null
    when ${choices} is null or client.currency = any(${choices}) then client.currency
    else (${choices})[1]
  end`

/** The channels by which a client hears of each call at once. */
const CHANNELS = `array_remove(array[
    case when users.email_notifications and coalesce(users.email_digest, 'each') = 'each' then 'email' end,
    case when users.sms_notifications then 'sms' end], null)`

/**
 * Looks up the client of a key: its `id`, `currency`, `channels`, `guard` (which changes with who may post for it,
 * null for anybody) and `retired`, the id of the retired token when that is what the key was. A retired
 * token is looked for only when it is nobody's present one: the second branch does not run once the
 * first has a row.
 */
export const clientOf = (key: ClientKey, value: string) =>
  key === 'id'
    ? `select id, currency, ${CHANNELS} as channels, null::text as guard, null::uuid as retired
       from users where id = ${value}`
    : `(
        select id, currency, ${CHANNELS} as channels, vapi_guard as guard, null::uuid as retired
        from users where vapi_webhook_token_index = ${value}
      union all
        select users.id, users.currency, ${CHANNELS}, users.vapi_guard, retired.id
        from webhook_retired_tokens retired join users on users.id = retired.client_id
        where retired.token_index = ${value} and retired.expires_at > now()
      limit 1)`

/** Inserts a delivery; one that exists (a replay) takes the new result and keeps its body. */
const keepDelivery = (select: string) => `
    insert into webhook_deliveries
      (id, client_id, message_type, vapi_call_id, state, problem, body, call_summary_id, received_at)
    ${select}
    on conflict (id) do update set
      state = excluded.state,
      problem = excluded.problem,
      message_type = excluded.message_type,
      vapi_call_id = excluded.vapi_call_id,
      call_summary_id = excluded.call_summary_id
    returning id`

/** A report without a summary waits so long for the one that has it. */
const SUMMARY_WAIT = `interval '60 seconds'`
/** Reports that are older were kept for review or come from elsewhere: nobody waits for their news. */
const NEWS_AGE = `interval '3 days'`

/** Asks for the client of a token. `$1` token index, `$2` the guard that the sender has passed */
export const FIND_CLIENT = {
  name: 'desk_find_client',
  text: `
    select id as client, retired, guard is not distinct from $2::text as admitted
    from ${clientOf('token', '$1')} client`,
}

/** Where what was replaced is kept. */
export type RetiredTable = 'webhook_retired_senders' | 'webhook_retired_tokens'

/** Notes that something retired was used, unless that was done a moment ago. `$1` its id */
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
 * Reads who may post for a client: the set-up as it is now, and former ones that are still accepted.
 * `$1` token index. No row: no such client; `guard` null: anybody.
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
 * Keeps a delivery for review. `$1` client key, `$2` delivery id, `$3` message type, `$4` call id,
 * `$5` problem, `$6` body, `$7` received at, `$8` the guard that the sender has passed. No row: no such
 * client. Not `admitted`: nothing was kept, the sender has to be checked first.
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

/** Whether a call is the desk's own test of the line, which it tells by the id that it gave the call. */
const isTest = (callID: string) => `starts_with(${callID}, '${TEST_CALL_PREFIX}')`

const FIRST_COLUMNS = [
  ['guard', 'text'],
  ['summary_id', 'uuid'],
  ['call_id', 'text'],
  ['choices', 'text[]'],
  ['delivery_id', 'uuid'],
  ['message_type', 'text'],
  ['body', 'bytea'],
  ['received_at', 'timestamptz'],
  ...columns.map((column, index) => [column, columnTypes[index]] as const),
] as const

/** How many parameters a row of `storeFirst` has: the client key, then `FIRST_COLUMNS`. */
const ROW_SIZE = 1 + FIRST_COLUMNS.length

const valuesRow = (key: ClientKey, row: number) =>
  [KEY_TYPE[key], ...FIRST_COLUMNS.map(([, type]) => type)]
    .map((type, index) => `$${row * ROW_SIZE + index + 1}::${type}`)
    .join(', ')

type FirstRows = { key: ClientKey; rows: number }

/**
 * Whether a report says just what is kept of its call, none of which came at another time than the rest:
 * then merging it changes nothing.
 */
const saysTheSame = (call: string, report: string) => `${call}.field_times is null
            and ${call}.currency is not distinct from
              ${currencyOf({ choices: `${report}.choices`, price: `${report}.price` })}
            and (${columns.map((column) => `${call}.${column}`).join(', ')}) is not distinct from
              (${columns.map((column) => `${report}.${column}`).join(', ')})`

const writeStoreFirst = ({ key, rows }: FirstRows) => ({
  name: `desk_store_first_${rows}_by_${key}`,
  text: `
    with report (ord, key, ${FIRST_COLUMNS.map(([column]) => column).join(', ')}) as not materialized (
      values ${Array.from({ length: rows }, (_, row) => `(${row}, ${valuesRow(key, row)})`).join(', ')}
    ), client as materialized (
      select report.ord, found.id, found.currency, found.channels, found.retired,
        found.guard is not distinct from report.guard as admitted
      from report cross join lateral (${clientOf(key, 'report.key')}) found
    ), summary as (
      insert into call_summaries
        (id, client_id, vapi_call_id, is_test, currency, created_at, updated_at,
          ${columns.join(', ')})
      select report.summary_id, client.id, report.call_id, ${isTest('report.call_id')},
        ${currencyOf({ choices: 'report.choices', price: 'report.price' })},
        now(), now(), ${columns.map((column) => `report.${column}`).join(', ')}
      from report join client using (ord) where client.admitted
      order by client.id, report.call_id
      on conflict (client_id, vapi_call_id) do nothing
      returning id
    ), repeated as (
      select report.ord, kept.id
      from report join client using (ord) left join summary on summary.id = report.summary_id
        cross join lateral (
          select call.id from call_summaries call
          where call.client_id = client.id and call.vapi_call_id = report.call_id
            and ${saysTheSame('call', 'report')}
          offset 0
        ) kept
      where client.admitted and summary.id is null
    ), delivery as (${keepDelivery(`
      select report.delivery_id, client.id, report.message_type, report.call_id,
        case when summary.id is null then 'merged' else 'stored' end::enum_webhook_deliveries_state,
        null, report.body, coalesce(summary.id, repeated.id), report.received_at
      from report join client using (ord) left join summary on summary.id = report.summary_id
        left join repeated using (ord)
      where summary.id is not null or repeated.id is not null`)}
    ), notification as (
      insert into notifications
        (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts)
      select gen_random_uuid(), client.id, channel::enum_notifications_channel, 'call', 'waiting',
        report.summary_id, report.call_id,
        case when report.summary is null then now() + ${SUMMARY_WAIT} else now() end, 0
      from report join client using (ord) join summary on summary.id = report.summary_id
        cross join unnest(client.channels) channel
      where report.reported_at > now() - ${NEWS_AGE} and not ${isTest('report.call_id')}
      on conflict (client_id, vapi_call_id, channel) do nothing
    )
    select client.ord, client.id as client, client.admitted, client.retired, summary.id as summary,
      repeated.id as repeated
    from report join client using (ord) left join summary on summary.id = report.summary_id
      left join repeated using (ord)`,
})

const firstStatements = new Map<string, ReturnType<typeof writeStoreFirst>>()

/**
 * Stores first reports with their deliveries, all in one statement. Each of the `rows` takes as
 * parameters: client key, the guard that the sender has passed, summary id, call id, currency choices,
 * delivery id, message type, body, received at, then the values of `REPORT_FIELDS`. Answers a row for
 * each whose client exists, by `ord` from 0 on. A report that says nothing new of a call is kept as
 * merged and answers the call as `repeated`. With neither that nor a `summary` nothing was stored: when
 * it is not `admitted`, the sender has to be checked first; else the call is to be merged.
 *
 * The reports are a list of values that is not materialised, so that Postgres does not copy bodies.
 * They are inserted in one order, so that two statements with the same calls cannot deadlock.
 */
export const storeFirst = ({ key, rows }: FirstRows): ReturnType<typeof writeStoreFirst> => {
  const name = `${rows} ${key}`
  const statement = firstStatements.get(name) ?? writeStoreFirst({ key, rows })
  firstStatements.set(name, statement)
  return statement
}

/** Placeholders with their types, from `$first` on, in the order of `REPORT_FIELDS`. */
const placeholders = (first: number) =>
  columnTypes.map((type, index) => `$${first + index}::${type}`).join(', ')

/**
 * Reads what is kept of a call, with the row's version. `$1` client id, `$2` call id, `$3` currency
 * choices, `$4` the incoming price.
 */
export const READ_CALL = {
  name: 'desk_read_call',
  text: `
    select call.id, call.xmin::text as version, call.currency, call.field_times,
      ${currencyOf({ choices: '$3::text[]', price: '$4::numeric' })} as incoming_currency,
      ${columns.map((column) => `call.${column}`).join(', ')}
    from call_summaries call join users client on client.id = call.client_id
    where call.client_id = $1::uuid and call.vapi_call_id = $2`,
}

/**
 * Writes a merged call and its delivery, unless the row has changed since it was read. `$1` summary
 * id, `$2` version, `$3` currency, `$4` field times, `$5` delivery id, `$6` message type, `$7` body,
 * `$8` received at, then the values of `REPORT_FIELDS`. No row: read again. Who waits to be told of the
 * call is told at once when there is something to tell.
 */
export const STORE_MERGED = {
  name: 'desk_store_merged',
  text: `
    with summary as (
      update call_summaries set currency = $3, field_times = $4::jsonb, updated_at = now(),
        (${columns.join(', ')}) = row(${placeholders(9)})
      where id = $1::uuid and xmin = $2::xid
      returning id, client_id, vapi_call_id, summary
    ), delivery as (${keepDelivery(`
      select $5::uuid, client_id, $6, vapi_call_id, 'merged', null, $7::bytea, id, $8::timestamptz
      from summary`)}
    ), news as (
      update notifications set due_at = least(due_at, now())
      from summary
      where summary.summary is not null and state = 'waiting' and attempts = 0
        and notifications.client_id = summary.client_id
        and notifications.vapi_call_id = summary.vapi_call_id
    )
    select id from summary`,
}

/**
 * Keeps the delivery of a report that says nothing new. `$1` summary id, `$2` delivery id, `$3`
 * message type, `$4` body, `$5` received at. No row: the summary has gone meanwhile.
 */
export const KEEP_REPEAT = {
  name: 'desk_keep_repeat',
  text: keepDelivery(`
    select $2::uuid, client_id, $3, vapi_call_id, 'merged', null, $4::bytea, id, $5::timestamptz
    from call_summaries where id = $1::uuid`),
}
