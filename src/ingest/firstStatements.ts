import { TEST_CALL_PREFIX } from '../vapi/testCall'
import {
  CHANNELS,
  type ClientKey,
  clientOf,
  columns,
  columnTypes,
  currencyOf,
  isCall,
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

/** Where a statement finds what a report says: in a row of its own, or in its parameters. */
type Of = (column: (typeof FIRST_COLUMNS)[number][0]) => string

const inRow: Of = (column) => `report.${column}`

const asParameter: Of = (column) => {
  const index = FIRST_COLUMNS.findIndex(([name]) => name === column)
  return `$${index + 2}::${FIRST_COLUMNS[index]?.[1]}`
}

const insertSummary = (of: Of) => `insert into call_summaries
        (id, client_id, vapi_call_id, is_test, currency, created_at, updated_at,
          ${columns.join(', ')})
      select ${of('summary_id')}, client.id, ${of('call_id')}, ${isTest(of('call_id'))},
        ${currencyOf({ choices: of('choices'), price: of('price') })},
        now(), now(), ${columns.map(of).join(', ')}`

/** Queues what a client wants to hear of its new calls; `from` has the client and the new summary. */
const announce = ({ from, of }: { from: string; of: Of }) => `
      insert into notifications
        (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts)
      select gen_random_uuid(), client.id, channel::enum_notifications_channel, 'call', 'waiting',
        ${of('summary_id')}, ${of('call_id')},
        case when ${of('summary')} is null then now() + ${SUMMARY_WAIT} else now() end, 0
      from ${from} cross join unnest(client.channels) channel
      where ${of('reported_at')} > now() - ${NEWS_AGE} and not ${isTest(of('call_id'))}
        and ${isCall(of('call_type'))}
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
      ${insertSummary(inRow)}
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
          offset 0 for key share
        ) kept
      where client.admitted and summary.id is null
    ), delivery as (${keepDelivery(`
      select report.delivery_id, client.id, report.message_type, report.call_id,
        case when summary.id is null then 'merged' else 'stored' end::enum_webhook_deliveries_state,
        null, report.body, coalesce(summary.id, repeated.id), report.received_at
      from report join client using (ord) left join summary on summary.id = report.summary_id
        left join repeated using (ord)
      where summary.id is not null or repeated.id is not null`)}
    ), notification as (${announce({
      from: 'report join client using (ord) join summary on summary.id = report.summary_id',
      of: inRow,
    })}
    )
    select client.ord, client.id as client, client.admitted, client.retired, summary.id as summary,
      repeated.id as repeated, cardinality(client.channels) > 0 as news
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
 * it is not `admitted`, the sender has to be checked first; else the call is to be merged. `news` says
 * whether the client wants to hear of calls.
 *
 * The reports are inserted in one order, so that two statements with the same calls cannot deadlock.
 */
export const storeFirst = ({ key, rows }: FirstRows): ReturnType<typeof writeStoreFirst> => {
  const name = `${rows} ${key}`
  const statement = firstStatements.get(name) ?? writeStoreFirst({ key, rows })
  firstStatements.set(name, statement)
  return statement
}

const writeStoreAlone = ({ name, news }: { name: string; news: boolean }) => ({
  name,
  text: `
    with client as (
      select id, currency${news ? `, ${CHANNELS} as channels` : ''}
      from users
      where vapi_webhook_token_index = $1 and vapi_guard is not distinct from ${asParameter('guard')}
        ${news ? '' : `and cardinality(${CHANNELS}) = 0`}
    ), summary as (
      ${insertSummary(asParameter)}
      from client
      on conflict (client_id, vapi_call_id) do nothing
      returning id, client_id
    )${news ? `, notification as (${announce({ from: 'client cross join summary', of: asParameter })}\n    )` : ''}
    insert into webhook_deliveries
      (id, client_id, message_type, vapi_call_id, state, body, call_summary_id, received_at)
    select ${asParameter('delivery_id')}, client_id, ${asParameter('message_type')},
      ${asParameter('call_id')}, 'stored', ${asParameter('body')}, id, ${asParameter('received_at')}
    from summary
    returning client_id as client, call_summary_id as summary`,
})

/**
 * Stores a report that comes alone, as nearly all do: of a call that is new, by a present token. What
 * the others need is left out, since Postgres prepares each part of a statement, wanted or not. Takes
 * the parameters of a row of `storeFirst`, which is to be asked when this answers no row. A row says whose
 * report was stored, and as which summary.
 */
export const STORE_ALONE = writeStoreAlone({ name: 'desk_store_alone', news: true })

/** The same for clients that want no news of their calls: others are answered no row. */
export const STORE_QUIETLY = writeStoreAlone({ name: 'desk_store_quietly', news: false })
