import type { Pool } from 'pg'
import type { CallRow } from '../api/callRow'
import { type AttributionBook, attribute, namedClients } from '../attribution/attribute'
import type { FillProblem } from '../recovery/problems'
import { ACCOUNT_IS_SETTLED, isEarlierSince, stateOf } from './states'

/** Columns that Vapi's list decides, and their types. */
const LISTED = [
  ['status', 'text'],
  ['type', 'text'],
  ['connected', 'boolean'],
  ['has_content', 'boolean'],
  ['assistant_id', 'text'],
  ['phone_number_id', 'text'],
  ['squad_id', 'text'],
  ['ended_reason', 'text'],
  ['created_at', 'timestamptz(3)'],
  ['ended_at', 'timestamptz(3)'],
  ['updated_at', 'timestamptz(3)'],
  ['scheduled_for', 'timestamptz(3)'],
  ['overrides_server', 'boolean'],
  ['cost', 'numeric'],
  ['cost_breakdown', 'jsonb'],
  ['parts', 'text[]'],
  ['outputs_at', 'timestamptz(3)'],
] as const

const names = LISTED.map(([name]) => name)
/** With one of them, a call may say more than it did when the desk got it. */
const SETTLING = ['cost', 'outputs_at', 'parts', 'updated_at'] as const
const COLUMNS = [...names, 'client_id', 'rule', 'is_moved', 'is_earlier', 'fill_problem', 'state']

/** Written once a day and not by each walk, so that a walk that finds nothing new writes nothing. */
const SEEN_AGAIN = `interval '20 hours'`

const isDistinct = (columns: readonly string[]): string =>
  `(${columns.map((name) => `kept.${name}`).join(', ')})
      is distinct from (${columns.map((name) => `excluded.${name}`).join(', ')})`

/**
 * Whose a call is stays: it was decided when the call was first seen with a client, and nobody else's configuration of
 * later may give it to another client. A client that has its report is its client in any case. A call whose client was
 * deleted is nobody's, and one that was here and is not any more was deleted by staff. What Vapi says of a call later is
 * read only while it is still attributed to the client that has it.
 */
const RECORD = `
  with given as materialized (
    select * from jsonb_to_recordset($2::jsonb)
      as given(call_id text, given_client uuid, given_rule text, named uuid[], ${LISTED.map((column) => column.join(' ')).join(', ')})
  ), known as materialized (
    select given.*, kept.client_id as kept_client, kept.rule as kept_rule, kept.state as kept_state,
      kept.is_earlier as kept_earlier, kept.fill_problem as kept_problem, kept.has_content as kept_content, client.created_at as client_since,
      kept.call_id is not null as is_kept, holder.client_id as holder, account.is_settled
    from given
      cross join (${ACCOUNT_IS_SETTLED}) account
      left join vapi_calls kept on kept.account_id = $1::uuid and kept.call_id = given.call_id
      left join users client on client.id = given.given_client
      left join lateral (
        select call.client_id from call_summaries call
        where call.vapi_call_id = given.call_id
          and call.client_id = any(array[kept.client_id, given.given_client] || given.named)
        order by call.client_id is not distinct from coalesce(kept.client_id, given.given_client) desc limit 1
      ) holder on true
  ), placed as materialized (
    select known.*, known.has_content or coalesce(known.kept_content, false) as content,
      case when holder is not null then holder
        when kept_rule is not null then kept_client else given_client end as client_id,
      case when holder is not null and holder is distinct from coalesce(kept_client, given_client) then 'report'
        when kept_rule is not null then kept_rule else given_rule end as rule,
      holder is null and kept_client is not null and kept_client is distinct from given_client as is_moved,
      case when kept_rule is not null then kept_earlier
        else coalesce(${isEarlierSince('client_since')}, false)
          or is_kept and is_settled and given_client is not null and ${isEarlierSince('now()')} end as is_earlier,
      case when holder is not null then null
        when kept_state = 'held' then '${'deleted_here' satisfies FillProblem}' else kept_problem end as fill_problem,
      holder is not null as holds
    from known
  )
  insert into vapi_calls as kept (account_id, call_id, ${COLUMNS.join(', ')}, seen_at, late_at)
  select $1::uuid, call_id, ${names.map((name) => (name === 'has_content' ? 'content' : name)).join(', ')},
    client_id, rule, is_moved, is_earlier, fill_problem, ${stateOf('placed')}, now(),
    case when given_client <> client_id then null else now() end
  from placed order by call_id
  on conflict (account_id, call_id) do update set
    ${[...COLUMNS, 'seen_at'].map((name) => `${name} = excluded.${name}`).join(', ')},
    late_at = case when ${isDistinct(SETTLING)} then excluded.late_at else kept.late_at end
  where ${isDistinct(COLUMNS)}
    or kept.seen_at < now() - ${SEEN_AGAIN}`

/** Whether anybody was there: Vapi also lists calls that nobody took. */
const isConnected = ({ duration, hasContent, startedAt }: CallRow): boolean =>
  startedAt !== null && (hasContent || duration !== 0)

const valuesOf = (row: CallRow, book: AttributionBook): Record<string, unknown> => {
  const whose = attribute(row, book)
  return {
    assistant_id: row.assistantID,
    call_id: row.id,
    connected: isConnected(row),
    cost: row.cost,
    cost_breakdown: row.costBreakdown,
    created_at: row.createdAt,
    ended_at: row.endedAt,
    ended_reason: row.endedReason,
    given_client: whose?.clientID ?? null,
    given_rule: whose?.rule ?? null,
    has_content: row.hasContent,
    named: namedClients(row, book),
    outputs_at: row.outputsAt,
    overrides_server: row.serverURLs.length > 0 || row.overridesMessages,
    parts: row.parts,
    phone_number_id: row.phoneNumberID,
    scheduled_for: row.scheduledFor,
    squad_id: row.squadID,
    status: row.status,
    type: row.type,
    updated_at: row.updatedAt,
  }
}

type RecordPage = {
  accountID: string
  book: AttributionBook
  pool: Pick<Pool, 'query'>
  /** At most a page of the list, each call once. */
  rows: readonly CallRow[]
}

/**
 * Writes down calls of Vapi's list in one statement, each with whose it is and its state.
 * @returns how many of them are new or changed
 */
export const recordPage = async ({ accountID, book, pool, rows }: RecordPage): Promise<number> => {
  if (rows.length === 0) return 0
  const values = [accountID, JSON.stringify(rows.map((row) => valuesOf(row, book)))]
  return (await pool.query({ name: 'desk_record_vapi_calls', text: RECORD, values })).rowCount ?? 0
}
