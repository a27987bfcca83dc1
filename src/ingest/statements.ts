import { REPORT_COLUMNS, REPORT_FIELDS } from './columns'

/** How a statement finds the client: by the index of the token in the URL, or by its id (replay). */
export type ClientKey = 'id' | 'token'

const CLIENT_WHERE = {
  id: 'id = $1::uuid',
  token: 'vapi_webhook_token_index = $1',
} as const satisfies Record<ClientKey, string>

const columns = REPORT_FIELDS.map((field) => REPORT_COLUMNS[field][0])

/** Placeholders with their types, from `$first` on, in the order of `REPORT_FIELDS`. */
const placeholders = (first: number) =>
  REPORT_FIELDS.map((field, index) => {
    const [column, type] = REPORT_COLUMNS[field]
    return `$${first + index}::${column === 'ended_group' ? 'enum_call_summaries_ended_group' : type}`
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

/** Asks for the client of a token. `$1` token index */
export const FIND_CLIENT = {
  name: 'desk_find_client',
  text: `select id from users where ${CLIENT_WHERE.token}`,
}

/**
 * Keeps a delivery for review. `$1` client key, `$2` delivery id, `$3` message type, `$4` call id,
 * `$5` problem, `$6` body, `$7` received at. No row: no such client.
 */
export const keepForReview = (key: ClientKey) => ({
  name: `desk_keep_for_review_by_${key}`,
  text: keepDelivery(`
    select $2::uuid, id, $3, $4, 'needs_review', $5, $6, null::uuid, $7::timestamptz
    from users where ${CLIENT_WHERE[key]}`),
})

const FIRST = 9
const price = `$${FIRST + REPORT_FIELDS.indexOf('price')}::numeric`

/**
 * Stores a first report with its delivery, or nothing. `$1` client key, `$2` summary id, `$3` call
 * id, `$4` currency choices, `$5` delivery id, `$6` message type, `$7` body, `$8` received at, then
 * the values of `REPORT_FIELDS`. No row: no such client. A row without `summary`: the call is known.
 */
export const storeFirst = (key: ClientKey) => ({
  name: `desk_store_first_by_${key}`,
  text: `
    with client as (
      select id, currency from users where ${CLIENT_WHERE[key]}
    ), summary as (
      insert into call_summaries
        (id, client_id, vapi_call_id, currency, created_at, updated_at, ${columns.join(', ')})
      select $2::uuid, client.id, $3, ${currencyOf({ choices: '$4::text[]', price })},
        now(), now(), ${placeholders(FIRST).join(', ')}
      from client
      on conflict (client_id, vapi_call_id) do nothing
      returning id
    ), delivery as (${keepDelivery(`
      select $5::uuid, client.id, $6, $3, 'stored', null, $7, summary.id, $8::timestamptz
      from client, summary`)}
    )
    select client.id as client, summary.id as summary from client left join summary on true`,
})

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
 * `$8` received at, then the values of `REPORT_FIELDS`. No row: read again.
 */
export const STORE_MERGED = {
  name: 'desk_store_merged',
  text: `
    with summary as (
      update call_summaries set currency = $3, field_times = $4::jsonb, updated_at = now(),
        (${columns.join(', ')}) = row(${placeholders(FIRST).join(', ')})
      where id = $1::uuid and xmin = $2::xid
      returning id, client_id, vapi_call_id
    ), delivery as (${keepDelivery(`
      select $5::uuid, client_id, $6, vapi_call_id, 'merged', null, $7, id, $8::timestamptz
      from summary`)}
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
    select $2::uuid, client_id, $3, vapi_call_id, 'merged', null, $4, id, $5::timestamptz
    from call_summaries where id = $1::uuid`),
}
