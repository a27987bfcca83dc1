import { TEST_CALL_PREFIX } from '../vapi/testCall'
import { OPENED, opensFollowUp } from './followUpRule'
import {
  asSource,
  CHANNELS,
  type ClientKey,
  COPY_COLUMNS,
  clientOf,
  columns,
  columnTypes,
  currencyOf,
  type Effects,
  guardOf,
  isCall,
  KEY_TYPE,
  keepCopy,
  keepDelivery,
} from './statementParts'

/** How long the notification of a report without a summary waits for one. */
const SUMMARY_WAIT = `interval '60 seconds'`
/** Older reports were kept for review or imported: they are not notified. */
const MAX_NOTIFIED_AGE = `interval '3 days'`

/** Whether a call is the desk's own connection test: the desk chose its id. */
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
  ['outcome_key', 'text'],
  ...columns.map((column, index) => [column, columnTypes[index]] as const),
] as const

/** What came by the webhook, as nearly all does, has no source of its own: that is the column's default. */
const SOURCE = ['source', 'text'] as const

/** Those of the recording and of the source come last, for statements that have them. */
const firstColumns = ({ key, withCopy }: Pick<FirstRows, 'key' | 'withCopy'>) => [
  ...FIRST_COLUMNS,
  ...(withCopy ? COPY_COLUMNS : []),
  ...(key === 'token' ? [] : [SOURCE]),
]

/** The parameters of a row: the client key, then the columns. */
const valuesRow = (first: FirstRows, row: number) => {
  const types = [KEY_TYPE[first.key], ...firstColumns(first).map(([, type]) => type)]
  return types.map((type, index) => `$${row * types.length + index + 1}::${type}`).join(', ')
}

/** By token, storing has all its effects. `withCopy`: each report has a recording that is to be copied. */
type FirstRows = { effects?: Effects; key: ClientKey; rows: number; withCopy?: boolean }

/** The parameters as rows; not materialised, so that Postgres does not copy the bodies. */
const reports = (first: FirstRows) => `
    report (ord, key, ${firstColumns(first)
      .map(([column]) => column)
      .join(', ')}) as not materialized (
      values ${Array.from({ length: first.rows }, (_, row) => `(${row}, ${valuesRow(first, row)})`).join(', ')}
    )`

/** Where a statement reads a report's columns: from a row of `report`, or from its parameters. */
type Of = (column: (typeof COPY_COLUMNS | typeof FIRST_COLUMNS)[number][0] | 'source') => string

const inRow: Of = (column) => `report.${column}`

const ALONE_COLUMNS = firstColumns({ key: 'token', withCopy: true })

const asParameter: Of = (column) => {
  const index = ALONE_COLUMNS.findIndex(([name]) => name === column)
  return `$${index + 2}::${ALONE_COLUMNS[index]?.[1]}`
}

/** Whether a report puts its call on the to-do list of its client, whose rule is a column of `users`. */
const opens = (of: Of, rule: string) =>
  opensFollowUp({
    endedGroup: of('ended_group'),
    isTest: isTest(of('call_id')),
    outcomeKey: of('outcome_key'),
    reportedAt: of('reported_at'),
    rule,
  })

/** Values of `OPENED` for a new call of `client`, whose rule was applied in its part of the statement. */
const openedBy = OPENED.map(([, value]) => `case when client.opens then ${value} end`).join(', ')
const openedColumns = OPENED.map(([column]) => column).join(', ')

const insertSummary = (
  of: Of,
  { withRule = true, withSource = false } = {},
) => `insert into call_summaries
        (id, client_id, vapi_call_id, is_test, currency, created_at, updated_at,
          ${columns.join(', ')}${withSource ? ', source' : ''}${withRule ? `, ${openedColumns}` : ''})
      select ${of('summary_id')}, client.id, ${of('call_id')}, ${isTest(of('call_id'))},
        ${currencyOf({ choices: of('choices'), price: of('price') })},
        now(), now(), ${columns.map(of).join(', ')}${
          withSource ? `, ${asSource('call_summaries', of('source'))}` : ''
        }${withRule ? `,\n        ${openedBy}` : ''}`

/** Queues the notifications of new calls; `from` has the client and the new summary. */
const announce = ({ from, of }: { from: string; of: Of }) => `
      insert into notifications
        (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts)
      select gen_random_uuid(), client.id, channel::enum_notifications_channel, 'call', 'waiting',
        ${of('summary_id')}, ${of('call_id')},
        case when ${of('summary')} is null then now() + ${SUMMARY_WAIT} else now() end, 0
      from ${from} cross join unnest(client.channels) channel
      where ${of('reported_at')} > now() - ${MAX_NOTIFIED_AGE} and not ${isTest(of('call_id'))}
        and ${isCall(of('call_type'))}
      on conflict (client_id, vapi_call_id, channel) do nothing`

/**
 * Whether a report equals its stored call, and all of that call came at one time: then merging it would
 * change nothing.
 */
const saysTheSame = (call: string, report: string) => `${call}.field_times is null
            and ${call}.currency is not distinct from
              ${currencyOf({ choices: `${report}.choices`, price: `${report}.price` })}
            and (${columns.map((column) => `${call}.${column}`).join(', ')}) is not distinct from
              (${columns.map((column) => `${report}.${column}`).join(', ')})`

/** The part that notes the recordings which are to be copied; `from` has the stored reports. */
const copies = ({ from, of }: { from: string; of: Of }) =>
  keepCopy({
    callID: of('call_id'),
    clientID: 'client.id',
    expiresAt: of('link_expires_at'),
    from,
    link: of('link'),
  })

const nameOf = ({ effects = 'all', key, rows, withCopy = false }: FirstRows) =>
  (key === 'token' ? `desk_store_first_${rows}_by_token` : `desk_store_by_id_${effects}_${rows}`) +
  (withCopy ? '_copied' : '')

const writeStoreFirst = (first: FirstRows) => {
  const { effects = 'all', key, withCopy = false } = first
  const withRule = effects === 'all'
  const withSource = key === 'id'
  return {
    name: nameOf(first),
    text: `
    with ${reports(first)}, client as materialized (
      select report.ord, found.id, found.currency, found.channels, found.retired,
        found.guard is not distinct from report.guard as admitted${
          withRule ? `,\n        ${opens(inRow, 'found.follow_up_rule')} as opens` : ''
        }
      from report cross join lateral (${clientOf(key, 'report.key')}) found
    ), summary as (
      ${insertSummary(inRow, { withRule, withSource })}
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
    ), delivery as (${keepDelivery({
      select: `
      select report.delivery_id, client.id, report.message_type, report.call_id,
        case when summary.id is null then 'merged' else 'stored' end::enum_webhook_deliveries_state,
        null, report.body, coalesce(summary.id, repeated.id), report.received_at${
          withSource ? `, ${asSource('webhook_deliveries', 'report.source')}` : ''
        }
      from report join client using (ord) left join summary on summary.id = report.summary_id
        left join repeated using (ord)
      where summary.id is not null or repeated.id is not null`,
      withSource,
    })}
    )${
      effects === 'none'
        ? ''
        : `, notification as (${announce({
            from: 'report join client using (ord) join summary on summary.id = report.summary_id',
            of: inRow,
          })}
    )`
    }${
      withCopy
        ? `, copy as (${copies({
            from: `report join client using (ord) left join summary on summary.id = report.summary_id
      left join repeated using (ord)
      join lateral (select where summary.id is not null or repeated.id is not null) stored on true`,
            of: inRow,
          })}
    )`
        : ''
    }
    select client.ord, client.id as client, client.admitted, client.retired, summary.id as summary,
      repeated.id as repeated, cardinality(client.channels) > 0 as notifies
    from report join client using (ord) left join summary on summary.id = report.summary_id
      left join repeated using (ord)`,
  }
}

const firstStatements = new Map<string, ReturnType<typeof writeStoreFirst>>()

/**
 * Stores first reports with their deliveries in one statement. The parameters of each row: client key, the guard
 * that the sender passed and that the body was read under, summary id, call id, currency choices, delivery id,
 * message type, body, received at, the outcome as rules name it, then the values of `REPORT_FIELDS`, with a recording to
 * copy its encrypted link and when that expires, and by id the source. Returns a row per report whose
 * client exists, numbered from 0 in `ord`. A report that adds nothing to its call is stored as merged and has the
 * call in `repeated`. With neither `repeated` nor `summary`, nothing was stored: if not `admitted`, the sender has
 * to be checked and the body to be read again first; otherwise the call has to be merged. `notifies`: whether the client receives
 * notifications of calls.
 *
 * A new call is put on the client's to-do list if its rule says so, unless `effects` say otherwise. Reports are inserted in one order, so that two statements with the same calls cannot deadlock.
 */
export const storeFirst = (first: FirstRows): ReturnType<typeof writeStoreFirst> => {
  const name = nameOf(first)
  const statement = firstStatements.get(name) ?? writeStoreFirst(first)
  firstStatements.set(name, statement)
  return statement
}

type Alone = { notifies: boolean; withCopy: boolean }

const writeStoreAlone = ({ notifies, withCopy }: Alone) => ({
  name: `desk_store_${notifies ? 'alone' : 'quietly'}${withCopy ? '_copied' : ''}`,
  text: `
    with client as (
      select id, currency${notifies ? `, ${CHANNELS} as channels` : ''},
        ${opens(asParameter, 'follow_up_rule')} as opens
      from users
      where vapi_webhook_token_index = $1
        and ${guardOf('token', 'users')} is not distinct from ${asParameter('guard')}
        ${notifies ? '' : `and cardinality(${CHANNELS}) = 0`}
    ), summary as (
      ${insertSummary(asParameter)}
      from client
      on conflict (client_id, vapi_call_id) do nothing
      returning id, client_id
    )${notifies ? `, notification as (${announce({ from: 'client cross join summary', of: asParameter })}\n    )` : ''}${
      withCopy
        ? `, copy as (${copies({ from: 'client cross join summary', of: asParameter })}\n    )`
        : ''
    }
    insert into webhook_deliveries
      (id, client_id, message_type, vapi_call_id, state, body, call_summary_id, received_at)
    select ${asParameter('delivery_id')}, client_id, ${asParameter('message_type')},
      ${asParameter('call_id')}, 'stored', ${asParameter('body')}, id, ${asParameter('received_at')}
    from summary
    returning client_id as client, call_summary_id as summary`,
})

const ALONE = {
  alone: {
    copied: writeStoreAlone({ notifies: true, withCopy: true }),
    plain: writeStoreAlone({ notifies: true, withCopy: false }),
  },
  quietly: {
    copied: writeStoreAlone({ notifies: false, withCopy: true }),
    plain: writeStoreAlone({ notifies: false, withCopy: false }),
  },
}

/**
 * Stores the one report that is waiting, as nearly always: of a new call, by a current token. It leaves out
 * what other cases need, because Postgres plans every part of a statement, used or not. Takes the parameters
 * of one row of `storeFirst`, which has to be run if this returns no row. A row has the client and the summary.
 * @param alone `notifies`: false for clients that receive no notifications; for others it then returns no row.
 *   `withCopy`: the report has a recording that is to be copied
 */
export const storeAlone = ({ notifies, withCopy }: Alone): ReturnType<typeof writeStoreAlone> =>
  ALONE[notifies ? 'alone' : 'quietly'][withCopy ? 'copied' : 'plain']
