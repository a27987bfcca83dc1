import type { Pool } from 'pg'
import { z } from 'zod'
import { MAX_WINDOW_DAYS } from '../completeness/completeness'

const OF_DELETION = `entry.action = 'deleted' and entry.collection = 'call-summaries'
  and entry.at > now() - interval '${MAX_WINDOW_DAYS} days'`

/** Whether the history says that staff deleted a call here while Vapi may still list it, as an expression. @param call has `call_id` */
export const isDeletedHere = (call: string): string => `(exists (
      select from audit_log entry where ${OF_DELETION} and entry.label = ${call}.call_id
    ) or exists (
      select from audit_log entry join audit_log_touched touched on touched.entry_id = entry.id
      where ${OF_DELETION} and touched.label = ${call}.call_id
    ))`

/**
 * Another client that has a call, as an expression; null if none has. Calls are indexed by client, so that each client
 * is looked at: for single calls only.
 * @param call has `call_id` and `client_id`
 */
export const otherHolder = (call: string): string => `(
    select holder.id from users holder cross join lateral (
      select from call_summaries held
      where held.client_id = holder.id and held.vapi_call_id = ${call}.call_id limit 1) held
    where holder.id <> ${call}.client_id limit 1)`

const READ = {
  name: 'vapi_read_standing',
  text: `
    select ${isDeletedHere('asked')} or exists (select from vapi_calls kept
        where kept.account_id = $1::uuid and kept.call_id = asked.call_id and kept.client_id = asked.client_id
          and (kept.state = 'held' or kept.fill_problem = 'deleted_here')) as "isDeleted",
      ${otherHolder('asked')} is not null
      or exists (select from vapi_calls kept
        where kept.account_id = $1::uuid and kept.call_id = asked.call_id
          and kept.rule is not null and kept.client_id is distinct from asked.client_id) as "isOthers"
    from (select $2::text as call_id, $3::uuid as client_id) asked`,
}
const rowsSchema = z.tuple([z.object({ isDeleted: z.boolean(), isOthers: z.boolean() })])

type Asked = { accountID: string; callID: string; clientID: string; pool: Pick<Pool, 'query'> }

/**
 * Whether a call may become a client's that is not here: not one that another client has, or that was another's when it
 * was first seen, whichever agent is whose by now, and not one that staff deleted.
 * @throws any database error
 */
export const standingOf = async ({
  accountID,
  callID,
  clientID,
  pool,
}: Asked): Promise<'deleted' | 'free' | 'others'> => {
  const { rows } = await pool.query({ ...READ, values: [accountID, callID, clientID] })
  const [{ isDeleted, isOthers }] = rowsSchema.parse(rows)
  if (isOthers) return 'others'
  return isDeleted ? 'deleted' : 'free'
}
