import type { Pool } from 'pg'
import { z } from 'zod'
import { stateOf } from './states'

const BATCH = 2_000

/** Calls in a state that changes without a change at Vapi: reports come, minutes pass. */
const RECLASSIFY = `
  with open_calls as materialized (
    select call.*, exists (
        select from call_summaries held where held.client_id = call.client_id and held.vapi_call_id = call.call_id
      ) as holds
    from vapi_calls call
    where call.account_id = $1::uuid and call.call_id > $2 and call.state not in ('held', 'not_ours')
    order by call.call_id limit ${BATCH}
  ), changed as (
    update vapi_calls call set state = next.state
    from (select open_calls.call_id, ${stateOf('open_calls')} as state from open_calls) next
    where call.account_id = $1::uuid and call.call_id = next.call_id and call.state <> next.state
  )
  select max(call_id) as last, count(*)::int as count from open_calls`

const batchSchema = z.tuple([z.object({ count: z.number(), last: z.string().nullable() })])

type OfAccount = { accountID: string; pool: Pick<Pool, 'query'>; signal: AbortSignal }

/** Computes the states of an account's calls that are not settled again, some thousand in a statement. */
export const reclassify = async ({ accountID, pool, signal }: OfAccount): Promise<void> => {
  let after = ''
  while (!signal.aborted) {
    const { rows } = await pool.query({
      name: 'desk_reclassify_vapi_calls',
      text: RECLASSIFY,
      values: [accountID, after],
    })
    const [{ count, last }] = batchSchema.parse(rows)
    if (last === null || count < BATCH) return
    after = last
  }
}
