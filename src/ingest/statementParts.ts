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
 * Looks up the client of a key: `id`, `currency`, `channels`, `follow_up_rule`, `guard` (changes with every
 * verification setting; null: no verification) and `retired`, the id of the retired token if the key was one.
 * Retired tokens are looked up only if no client has the token now: the second branch does not run once the
 * first has a row.
 */
export const clientOf = (key: ClientKey, value: string) =>
  key === 'id'
    ? `select id, currency, ${CHANNELS} as channels, follow_up_rule, null::text as guard, null::uuid as retired
       from users where id = ${value}`
    : `(
        select id, currency, ${CHANNELS} as channels, follow_up_rule, vapi_guard as guard,
          null::uuid as retired
        from users where vapi_webhook_token_index = ${value}
      union all
        select users.id, users.currency, ${CHANNELS}, users.follow_up_rule, users.vapi_guard, retired.id
        from webhook_retired_tokens retired join users on users.id = retired.client_id
        where retired.token_index = ${value} and retired.expires_at > now()
      limit 1)`

/** Whether a report is about a call, and not a chat: only calls are notified and counted in figures. */
export const isCall = (callType: string) => `${callType} is distinct from '${CHAT_TYPE}'`

/** Inserts a delivery. An existing one (a replay) gets the new result and keeps its body. */
export const keepDelivery = (select: string) => `
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
