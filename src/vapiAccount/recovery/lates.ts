import type { Pool } from 'pg'
import { z } from 'zod'
import type { JsonObject } from '../../lib/json'
import { isObject } from '../../lib/values'
import type { CallPart } from '../api/callRow'
import { settledAt } from '../walks/states'

/** How many calls a statement compares. */
const BATCH = 500

/** Vapi computes costs within the hour. What is added later, such as structured outputs, is in them after a day. */
const STAGES = { 1: `interval '1 hour'`, 2: `interval '24 hours'` } as const
/** Parts of a cost are rounded to four decimals. */
const SMALLEST = 0.00005

/** What each part of a call is here. A person's own counts as there. */
const COLUMNS = {
  data: ['structured_data', 'structuredData'],
  evaluation: ['success_evaluation', 'successEvaluation'],
  summary: ['summary', 'summary'],
  words: ['transcript', 'transcript'],
} as const satisfies Record<CallPart, readonly [string, string]>

const isSet = (field: string) => `coalesce(held.edits ? '${field}', false)`

const saysMore = [
  ...Object.entries(COLUMNS).map(
    ([part, [column, field]]) =>
      `'${part}' = any(due.parts) and '${part}' <> all(due.parts_read) and held.${column} is null and not ${isSet(field)}${
        part === 'words' ? ` and held.messages is null and not ${isSet('messages')}` : ''
      }`,
  ),
  `due.outputs_at > due.outputs_read and not ${isSet('structuredData')}`,
]

/**
 * Compares calls that are here with what Vapi lists of them by now, and takes those that it says more of: the parts that
 * are not here, and the cost, once when it has settled and once after a day. Attempts are counted before they are made.
 * Only calls of the client that they are attributed to: somebody else's may have been reported with their ids. A call
 * is compared again when Vapi changes it, or when it is time for its cost.
 * `$1` account, `$2` how many may be fetched, `$3` how many costs may be stored
 */
const TAKE = `
  with due as materialized (
    select * from vapi_calls where account_id = $1::uuid and state = 'held' and late_at <= now()
    order by late_at, call_id limit ${BATCH}
  ), compared as materialized (
    select due.*, held.id is not null and due.rule <> 'report' and due.ended_at is not null as is_comparable,
      ${settledAt('due')} as settled_at,
      case when due.ended_at <= now() - ${STAGES[2]} then 2 when due.ended_at <= now() - ${STAGES[1]} then 1
        else 0 end as stage,
      due.cost > 0 and abs(due.cost - coalesce(held.cost, 0)) > ${SMALLEST} and not ${isSet('cost')} as differs,
      due.updated_at is distinct from due.late_read and (${saysMore.join('\n        or ')}) as says_more
    from due
      left join users client on client.id = due.client_id and client.vapi_account_id = due.account_id
      left join call_summaries held on held.client_id = client.id and held.vapi_call_id = due.call_id
  ), judged as materialized (
    select compared.*, coalesce(is_comparable and differs, false) as is_other_cost,
      coalesce(is_comparable and differs and stage > late_stage, false) as takes_cost,
      coalesce(is_comparable and says_more and settled_at <= now(), false) as fetches
    from compared
  ), placed as materialized (
    select judged.*, takes_cost or fetches as is_late,
      row_number() over (partition by takes_cost or fetches, fetches order by late_at, call_id) as place
    from judged
  ), taken as materialized (
    select placed.*, is_late and place <= case when fetches then $2::int else $3::int end as is_taken from placed
  ), written as (
    update vapi_calls call set
      late_attempts = case when taken.is_taken then call.late_attempts + 1 else call.late_attempts end,
      outputs_read = case when taken.settled_at <= now() and not taken.fetches
        then coalesce(call.outputs_read, call.outputs_at, '-infinity') else call.outputs_read end,
      late_at = case
        when taken.is_taken then now() + make_interval(mins => 5 * power(2, least(call.late_attempts, 6))::int)
        when not taken.is_comparable then null
        when taken.settled_at > now() then taken.settled_at
        when not taken.is_other_cost or call.late_stage >= 2 then null
        when taken.stage = 0 then call.ended_at + ${STAGES[1]}
        else call.ended_at + ${STAGES[2]} end
    from taken
    where call.account_id = $1::uuid and call.call_id = taken.call_id and (taken.is_taken or not taken.is_late)
    returning call.call_id
  )
  select (select count(*)::int from written) as moved, coalesce((
    select jsonb_agg(jsonb_build_object(
      'attempts', late_attempts + 1, 'callID', call_id, 'clientID', client_id, 'cost', cost,
      'costBreakdown', cost_breakdown, 'endedAt', ended_at, 'fetches', fetches, 'stage', stage, 'takesCost', takes_cost,
      'at', greatest(updated_at, ended_at + case stage when 2 then ${STAGES[2]} when 1 then ${STAGES[1]} end)
    ) order by place) from taken where is_taken), '[]') as calls`

/** Compared once more, so that what is to be done later is noted. */
const DONE = `
  update vapi_calls set late_at = now(), late_attempts = 0, late_stage = greatest(late_stage, $3::int),
    late_read = case when $4::boolean then updated_at else late_read end,
    parts_read = case when $5::boolean then parts else parts_read end,
    outputs_read = case when $5::boolean then coalesce(outputs_at, '-infinity') else outputs_read end
  where account_id = $1::uuid and call_id = $2`
const GIVE_BACK = `
  update vapi_calls set late_at = now(), late_attempts = greatest(late_attempts - 1, 0)
  where account_id = $1::uuid and call_id = any($2::text[])`

const lateSchema = z.object({
  at: z.coerce.date(),
  attempts: z.number(),
  callID: z.string(),
  clientID: z.string(),
  cost: z.number().nullable(),
  costBreakdown: z.custom<JsonObject>(isObject).nullable(),
  endedAt: z.coerce.date(),
  fetches: z.boolean(),
  stage: z.number(),
  takesCost: z.boolean(),
})
const takenSchema = z.tuple([z.object({ calls: z.array(lateSchema), moved: z.number() })])

/**
 * A call that Vapi says more of than the desk. `takesCost`: its `cost`, as of `at`, is to be stored. `fetches`: its content is
 * to be fetched. `attempts`: with this one. `stage`: of its cost; 1: settled, 2: after a day.
 */
export type LateCall = z.infer<typeof lateSchema>

type OfAccount = { accountID: string; pool: Pick<Pool, 'query'> }

/**
 * Takes calls that Vapi says more of by now, at most so many, and looks at some hundred others.
 * @returns `moved`: at how many it looked that need not be looked at again; 0: there is nothing left for now
 */
export const takeLate = async ({
  accountID,
  costs,
  fetches,
  pool,
}: OfAccount & { costs: number; fetches: number }): Promise<{
  calls: LateCall[]
  moved: number
}> => {
  const values = [accountID, fetches, costs]
  const { rows } = await pool.query({ name: 'desk_take_late_vapi_calls', text: TAKE, values })
  return takenSchema.parse(rows)[0]
}

/**
 * Writes down that what Vapi says of a call by now was read: a part that is still not here cannot be. Or, without
 * `isRead`, that it is not tried again before Vapi changes the call.
 */
export const noteDone = async ({
  accountID,
  call: { callID, fetches, stage, takesCost },
  isRead,
  pool,
}: OfAccount & { call: LateCall; isRead: boolean }): Promise<void> => {
  const values = [accountID, callID, takesCost ? stage : 0, fetches, fetches && isRead]
  await pool.query(DONE, values)
}

/** Takes attempts back that were not made, or failed for a reason that has nothing to do with the call. */
export const giveLateBack = async ({
  accountID,
  calls,
  pool,
}: OfAccount & { calls: readonly LateCall[] }): Promise<void> =>
  void (await pool.query(GIVE_BACK, [accountID, calls.map(({ callID }) => callID)]))
