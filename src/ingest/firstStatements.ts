import { TEST_CALL_PREFIX } from '../vapi/testCall'
import {
  CHANNELS,
  type ClientKey,
  clientOf,
  columns,
  columnTypes,
  currencyOf,
  KEY_TYPE,
  keepDelivery,
} from './statementParts'

/** A report without a summary waits so long for the one that has it. */
const SUMMARY_WAIT = `interval '60 seconds'`
/** Reports that are older were kept for review or come from elsewhere: nobody waits for their news. */
const NEWS_AGE = `interval '3 days'`

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

/** The parameters as rows, not materialised, so that Postgres does not copy bodies. */
const reports = ({ key, rows }: FirstRows) => `
    report (ord, key, ${FIRST_COLUMNS.map(([column]) => column).join(', ')}) as not materialized (
      values ${Array.from({ length: rows }, (_, row) => `(${row}, ${valuesRow(key, row)})`).join(', ')}
    )`

const INSERT_SUMMARY = `insert into call_summaries
        (id, client_id, vapi_call_id, is_test, currency, created_at, updated_at,
          ${columns.join(', ')})
      select report.summary_id, client.id, report.call_id, ${isTest('report.call_id')},
        ${currencyOf({ choices: 'report.choices', price: 'report.price' })},
        now(), now(), ${columns.map((column) => `report.${column}`).join(', ')}`

/** Queues what a client wants to hear of its new calls. */
const announce = `
      insert into notifications
        (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts)
      select gen_random_uuid(), client.id, channel::enum_notifications_channel, 'call', 'waiting',
        report.summary_id, report.call_id,
        case when report.summary is null then now() + ${SUMMARY_WAIT} else now() end, 0
      from report join client using (ord) join summary on summary.id = report.summary_id
        cross join unnest(client.channels) channel
      where report.reported_at > now() - ${NEWS_AGE} and not ${isTest('report.call_id')}
      on conflict (client_id, vapi_call_id, channel) do nothing`

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
    with ${reports({ key, rows })}, client as materialized (
      select report.ord, found.id, found.currency, found.channels, found.retired,
        found.guard is not distinct from report.guard as admitted
      from report cross join lateral (${clientOf(key, 'report.key')}) found
    ), summary as (
      ${INSERT_SUMMARY}
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
    ), notification as (${announce}
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
 * The reports are inserted in one order, so that two statements with the same calls cannot deadlock.
 */
export const storeFirst = ({ key, rows }: FirstRows): ReturnType<typeof writeStoreFirst> => {
  const name = `${rows} ${key}`
  const statement = firstStatements.get(name) ?? writeStoreFirst({ key, rows })
  firstStatements.set(name, statement)
  return statement
}

/**
 * Stores a report that comes alone, as nearly all do: of a call that is new, by a present token. What
 * the others need is left out, since Postgres prepares each part of a statement, wanted or not. Takes
 * the parameters of a row of `storeFirst`, which is to be asked when this answers no row.
 */
export const STORE_ALONE = {
  name: 'desk_store_alone',
  text: `
    with ${reports({ key: 'token', rows: 1 })}, client as materialized (
      select report.ord, users.id, users.currency, ${CHANNELS} as channels
      from report join users on users.vapi_webhook_token_index = report.key
      where users.vapi_guard is not distinct from report.guard
    ), summary as (
      ${INSERT_SUMMARY}
      from report join client using (ord)
      on conflict (client_id, vapi_call_id) do nothing
      returning id, client_id
    ), delivery as (
      insert into webhook_deliveries
        (id, client_id, message_type, vapi_call_id, state, body, call_summary_id, received_at)
      select report.delivery_id, summary.client_id, report.message_type, report.call_id, 'stored',
        report.body, summary.id, report.received_at
      from report join summary on summary.id = report.summary_id
    ), notification as (${announce}
    )
    select 0 as ord, client_id as client, true as admitted, null::text as retired, id as summary,
      null::text as repeated
    from summary`,
}
