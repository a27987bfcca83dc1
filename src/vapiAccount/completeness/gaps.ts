import { z } from 'zod'
import type { ReadInTime } from '../../database/connection/readInTime'
import { instant } from '../../lib/schemas'
import { GAP_CAUSES, GAP_PROBLEMS, type Gap, MOST_GAPS } from './completeness'
import { stateNow } from './stateNow'

// The set-up is looked at once an hour, so what was wrong may have been noticed after the call. A refusal explains a
// call if it came within an hour of its end: only the last one of a client is kept. The set-up's drifts are read here
// with the calls that they explain, in one statement.
const READ_GAPS = `
  select gap.call_id as "callID", gap.state = 'missing' as "canBeFilled", gap.ended as "endedAt",
    gap.fill_problem as problem,
    case
      when gap.overrides_server then 'call_overrides'
      when drift.level = 'alarm' then drift.signal
      when exists (
        select from webhook_refusals refused where refused.client_id = gap.client_id
          and refused.last_at between gap.ended and gap.ended + interval '1 hour'
      ) then 'refused'
      else coalesce(drift.signal, 'unknown')
    end as cause
  from (
    select *, coalesce(ended_at, created_at) as ended from vapi_calls call
    where client_id = $1::uuid and account_id = any($2::uuid[]) and created_at >= $3::timestamptz
      and state in ('missing', 'cannot_be_filled') and ${stateNow('call')} <> 'held'
    order by created_at desc limit ${MOST_GAPS}
  ) gap
    left join lateral (
      select signal, level from vapi_drifts drift
      where drift.client_id = gap.client_id and drift.account_id = gap.account_id
        and (drift.assistant_id in ('', gap.assistant_id) or gap.assistant_id is null)
        -- That calls are missing, that nobody can look, or what is no longer the client's explains nothing. Posts that
        -- were refused are a cause of their own.
        and drift.signal not in ('calls_missing', 'credential_not_allowed', 'key_refused', 'left_behind')
        and drift.since <= gap.ended + interval '2 hours'
      order by drift.level = 'alarm' desc, drift.since desc limit 1
    ) drift on true
  order by gap.ended desc`

const gapsSchema: z.ZodType<Gap[], unknown> = z.array(
  z.object({
    callID: z.string(),
    canBeFilled: z.boolean(),
    cause: z.enum(GAP_CAUSES).catch('unknown'),
    endedAt: instant.nullable(),
    problem: z.enum(GAP_PROBLEMS).nullable().catch(null),
  }),
)

/** The calls of a client that are at Vapi and not here, the newest first, each with its likely cause. */
export const readGaps = async (
  read: ReadInTime,
  clientID: string,
  accountIDs: readonly string[],
  since: Date,
): Promise<Gap[]> =>
  gapsSchema.parse(await read({ text: READ_GAPS, values: [clientID, accountIDs, since] }))
