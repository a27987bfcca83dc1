/**
 * In what state a call of Vapi's list is. Each has exactly one. `earlier`: it is a client's, but from before the client
 * was here, so that only the import of history fetches it. `not_ours`: nobody's, or staff have to decide whose.
 */
const CALL_STATES = [
  'held',
  'waiting',
  'never_connected',
  'missing',
  'cannot_be_filled',
  'stuck',
  'earlier',
  'not_ours',
] as const

export type CallAtVapiState = (typeof CALL_STATES)[number]

/** Reports and Vapi's own analysis come within seconds of the end; a sender that tries again takes minutes. */
const GRACE = `interval '10 minutes'`
/** Vapi leaves some calls unfinished for good. */
const STUCK_AFTER = `interval '24 hours'`

/** A client may have been added to the desk some time after its agent began to work. */
const EARLIER_BY = `interval '1 day'`
/** So long after an account was connected, its clients are given their agents. */
const SETTLING = `interval '14 days'`

/** Whether a call is from before somebody could have its reports, as an expression. @param created when it was created */
export const isEarlierSince = (time: string, created = 'created_at'): string =>
  `${created} < ${time} - ${EARLIER_BY}`

/**
 * Whether an account, `$1`, has its clients. From then on an agent that gets a client is a new one of that client: its
 * calls of before may be somebody else's.
 */
export const ACCOUNT_IS_SETTLED = `
  select created_at < now() - ${SETTLING} as is_settled from vapi_accounts where id = $1::uuid`

/** When a call ended, as a column of its table or alias. */
export const endOf = (call: string): string =>
  `coalesce(${call}.ended_at, ${call}.updated_at, ${call}.created_at)`

/** From when on the report of a call should be here. */
export const settledAt = (call: string): string => `${endOf(call)} + ${GRACE}`

/** Whether a call ended long enough ago for its report to be here. */
export const isSettled = (call: string): string => `${settledAt(call)} <= now()`

/**
 * The state of a call, as an expression.
 * @param call an alias with the columns of `vapi_calls`, and `holds`: whether we have the call
 */
export const stateOf = (call: string): string => `case
      when ${call}.client_id is null then 'not_ours'
      when ${call}.holds then 'held'
      when ${call}.is_moved then 'not_ours'
      when ${call}.status <> 'ended' then case
        when coalesce(${call}.scheduled_for, ${call}.created_at) < now() - ${STUCK_AFTER} then 'stuck' else 'waiting' end
      when not (${isSettled(call)}) then 'waiting'
      when not ${call}.connected then 'never_connected'
      when ${call}.fill_problem is not null then 'cannot_be_filled'
      when ${call}.is_earlier then 'earlier'
      else 'missing' end`
