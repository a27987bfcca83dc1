import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../database/connection/deadline'

const DATABASE_TIMEOUT_MS = 2_000

// An account that was never read to its end counts from its beginning. Fresh calls alone prove nothing.
const READ_STATE = `
  select (
    select coalesce(json_object_agg(state, calls), '{}') from (
      select state, count(*) as calls from vapi_calls group by state
    ) counted
  ) as calls, (
    select coalesce(extract(epoch from now() - min(
      case when whole.completed_at is null then account.created_at
        else greatest(whole.completed_at, fresh.completed_at) end)), 0)
    from vapi_accounts account
      left join vapi_walks whole on whole.account_id = account.id and whole.kind = 'whole'
      left join vapi_walks fresh on fresh.account_id = account.id and fresh.kind = 'fresh'
  ) as age`

const stateSchema = z.tuple([
  z.object({ age: z.coerce.number(), calls: z.record(z.string(), z.number()) }),
])

/** What is known of calls at Vapi. */
export type VapiState = {
  /** Seconds since the account that was checked longest ago was checked; 0 without accounts. */
  age: number
  /** How many calls of the last 60 days have which state. */
  calls: Record<
    | 'cannot_be_filled'
    | 'earlier'
    | 'held'
    | 'missing'
    | 'never_connected'
    | 'not_ours'
    | 'stuck'
    | 'waiting',
    number
  >
}

/** Reads the state, with a short time-out; null if the database does not respond. */
export const readVapiState = async (pool: Pool): Promise<null | VapiState> => {
  try {
    const { rows } = await withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS).query({
      text: READ_STATE,
      values: [],
    })
    const [{ age, calls }] = stateSchema.parse(rows)
    return {
      age: Math.max(0, age),
      calls: {
        cannot_be_filled: calls.cannot_be_filled ?? 0,
        earlier: calls.earlier ?? 0,
        held: calls.held ?? 0,
        missing: calls.missing ?? 0,
        never_connected: calls.never_connected ?? 0,
        not_ours: calls.not_ours ?? 0,
        stuck: calls.stuck ?? 0,
        waiting: calls.waiting ?? 0,
      },
    }
  } catch {
    return null
  }
}
