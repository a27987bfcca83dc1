/**
 * SQL expression for the state of a call at Vapi now: what came since the last check is here already. Only calls that
 * are open are looked up.
 * @param call an alias with the columns of `vapi_calls`
 */
export const stateNow = (call: string): string => `case
      when ${call}.state not in ('held', 'not_ours', 'earlier') and exists (
        select from call_summaries held
        where held.client_id = ${call}.client_id and held.vapi_call_id = ${call}.call_id
      ) then 'held' else ${call}.state end`
