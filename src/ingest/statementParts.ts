import { keepsRecordings } from '../clients/keepsRecordings'
import { mappingVersionOf } from '../fields/readMappings'
import { CHAT_TYPE } from '../vapi/callType'
import { REPORT_COLUMNS, REPORT_FIELDS } from './columns'

/** How a statement finds the client: by the token index from the URL, or by id (replay). */
export type ClientKey = 'id' | 'token'

export const KEY_TYPE = { id: 'uuid', token: 'text' } as const satisfies Record<ClientKey, string>

export const columns = REPORT_FIELDS.map((field) => REPORT_COLUMNS[field][0])

const ENUMS = ['customer_phone_source', 'ended_group'] as const satisfies readonly string[]

export const columnTypes = REPORT_FIELDS.map((field) => {
  const [column, type] = REPORT_COLUMNS[field]
  return ENUMS.some((each) => each === column) ? `enum_call_summaries_${column}` : type
})

/**
 * Roughly how many bytes `call` takes in memory, estimated without decompressing anything: the length of texts,
 * the compressed size of JSON.
 */
export const CALL_BYTES = `(${columns
  .flatMap((column, index) => {
    if (columnTypes[index] === 'jsonb') return [`8 * coalesce(pg_column_size(call.${column}), 0)`]
    return columnTypes[index] === 'text' ? [`coalesce(octet_length(call.${column}), 0)`] : []
  })
  .join(' + ')})`

/** In bytes: larger calls are read and merged one at a time. */
export const LARGE_CALL = 2 ** 20
export const ANY_SIZE = Number.MAX_SAFE_INTEGER

/**
 * The currency of a price: the client's, if the price's text allows it or names none; otherwise the most likely
 * one. No price, no currency.
 */
export const currencyOf = ({ choices, price }: { choices: string; price: string }) => `case
    when ${price} is null then null
    when ${choices} is null or client.currency = any(${choices}) then client.currency
    else (${choices})[1]
  end`

/** The channels that notify a client of each call immediately. */
export const CHANNELS = `array_remove(array[
    case when users.email_notifications and coalesce(users.email_digest, 'each') = 'each' then 'email' end,
    case when users.sms_notifications then 'sms' end], null)`

/**
 * The guard of a client that posts: one text of the version of its sender verification, that of its mapping, that of the
 * desk's, and whether its recordings are kept. One comparison so admits both who posted and how the body was read. Null:
 * there is none of the four. A statement sees what was committed when it began: one that began before a change may end after it, at
 * most the seconds of its deadline later. Reading past calls again therefore includes those of the last seconds.
 * @param users the table or its alias
 */
const postingGuard = (users: string) =>
  `nullif(concat(${users}.vapi_guard, ' ', ${mappingVersionOf(users)},
      case when ${keepsRecordings(users)} then ' recordings' end), '  ')`

/** The same for a client that is named by id: then there is no sender, and the guard is never null. */
export const guardOf = (key: ClientKey, users: string) =>
  key === 'token' ? postingGuard(users) : mappingVersionOf(users)

/**
 * Looks up the client of a key: `id`, `currency`, `channels`, `follow_up_rule`, `guard` (see `guardOf`) and
 * `retired`, the id of the retired token if the key was one. Retired tokens are looked up only if no client has the
 * token now: the second branch does not run once the first has a row.
 */
export const clientOf = (key: ClientKey, value: string) =>
  key === 'id'
    ? `select id, currency, ${CHANNELS} as channels, follow_up_rule, ${guardOf('id', 'users')} as guard,
         null::uuid as retired
       from users where id = ${value}`
    : `(
        select id, currency, ${CHANNELS} as channels, follow_up_rule, ${guardOf('token', 'users')} as guard,
          null::uuid as retired
        from users where vapi_webhook_token_index = ${value}
      union all
        select users.id, users.currency, ${CHANNELS}, users.follow_up_rule, ${guardOf('token', 'users')},
          retired.id
        from webhook_retired_tokens retired join users on users.id = retired.client_id
        where retired.token_index = ${value} and retired.expires_at > now()
      limit 1)`

/** Whether a report is about a call, and not a chat: only calls are notified and counted in figures. */
export const isCall = (callType: string) => `${callType} is distinct from '${CHAT_TYPE}'`

/**
 * What storing a report sets off, beside the call: everything; only notifications of a new call, but nothing to do
 * (a replay); or nothing that anybody notices (an import).
 */
export type Effects = 'all' | 'none' | 'notifications'

type KeepDelivery = {
  /** The values of the columns, in their order. */
  select: string
  /** Whether `source` is the last of the columns. Otherwise the delivery came by the webhook. */
  withSource: boolean
}

/** Inserts a delivery. An existing one (a replay) gets the new result and keeps its body and source. */
export const keepDelivery = ({ select, withSource }: KeepDelivery) => `
    insert into webhook_deliveries
      (id, client_id, message_type, vapi_call_id, state, problem, body, call_summary_id, received_at${
        withSource ? ', source' : ''
      })
    ${select}
    on conflict (id) do update set
      state = excluded.state,
      problem = excluded.problem,
      message_type = excluded.message_type,
      vapi_call_id = excluded.vapi_call_id,
      call_summary_id = excluded.call_summary_id
    returning id`

/** What a statement has beside the values of a report whose recording is to be copied. */
export const COPY_COLUMNS = [
  ['link', 'text'],
  ['link_expires_at', 'timestamptz'],
] as const

type KeepCopy = {
  callID: string
  clientID: string
  expiresAt: string
  /** Has a row for each report that was stored. */
  from: string
  link: string
}

/**
 * Inserts the copy that is to be made of a recording, if the client keeps recordings and has not kept this one. A later
 * report has a fresher link: it replaces the one that waits, and is tried if an earlier one was given up.
 */
export const keepCopy = ({ callID, clientID, expiresAt, from, link }: KeepCopy) => `
    insert into recording_copies (id, client_id, vapi_call_id, link, state, expires_at)
    select gen_random_uuid(), keeper.id, ${callID}, ${link}, 'waiting', ${expiresAt}
    from ${from} join users keeper on keeper.id = ${clientID}
    where ${keepsRecordings('keeper')} and not exists (
      select from recordings kept where kept.client_id = keeper.id and kept.vapi_call_id = ${callID})
    order by keeper.id, ${callID}
    on conflict (client_id, vapi_call_id) do update set
      link = excluded.link, expires_at = excluded.expires_at, state = 'waiting', updated_at = now(),
      attempts = case recording_copies.state when 'dead' then 0 else recording_copies.attempts end,
      due_at = case recording_copies.state when 'dead' then now() else recording_copies.due_at end,
      first_tried_at = case recording_copies.state when 'waiting' then recording_copies.first_tried_at end,
      problem = case recording_copies.state when 'waiting' then recording_copies.problem end
    where recording_copies.state in ('dead', 'waiting')`

/** A source, which is text, as a value of these columns. */
export const asSource = (table: 'call_summaries' | 'webhook_deliveries', source: string) =>
  `(${source})::enum_${table}_source`
