/** The columns that a report fills, with their types in the statement, in the order of its values. */
const COLUMNS = [
  ['call_type', 'text'],
  ['vapi_assistant_id', 'text'],
  ['vapi_phone_number', 'text'],
  ['customer_name', 'text'],
  ['customer_phone', 'text'],
  ['started_at', 'timestamptz'],
  ['ended_at', 'timestamptz'],
  ['duration_seconds', 'numeric'],
  ['ended_reason', 'text'],
  ['ended_group', 'enum_call_summaries_ended_group'],
  ['summary', 'text'],
  ['transcript', 'text'],
  ['messages', 'jsonb'],
  ['outcome', 'text'],
  ['service_name', 'text'],
  ['price', 'numeric'],
  ['currency', 'text'],
  ['success_evaluation', 'text'],
  ['structured_data', 'jsonb'],
  ['has_recording', 'bool'],
  ['reported_at', 'timestamptz'],
  ['cost', 'numeric'],
  ['cost_breakdown', 'jsonb'],
] as const

const names = COLUMNS.map(([name]) => name)
const FIRST = 4

/**
 * What one would write with direct access to the database: client, summary and delivery in one statement, in
 * the desk's own tables. `$1` is the token index, `$2` the call id, `$3` the body; the columns follow.
 */
export const STATEMENT = `
  with client as (
    select id from users where vapi_webhook_token_index = $1
  ), summary as (
    insert into call_summaries (id, client_id, vapi_call_id, created_at, updated_at, ${names.join(', ')})
    select uuidv7(), id, $2, now(), now(),
      ${COLUMNS.map(([, type], index) => `$${FIRST + index}::${type}`).join(', ')}
    from client
    on conflict (client_id, vapi_call_id) do update set
      updated_at = now(), ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
    returning id, client_id
  )
  insert into webhook_deliveries
    (id, client_id, message_type, vapi_call_id, state, body, call_summary_id, received_at)
  select uuidv7(), client_id, 'end-of-call-report', $2, 'stored', $3, id, now() from summary
  returning id`
