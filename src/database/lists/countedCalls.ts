import { CHAT_TYPE } from '../../vapi/callType'

/**
 * SQL for the rows of `call_summaries` that figures, alarms and digests count: neither test calls nor chats.
 */
export const IS_COUNTED_CALL = `is_test is not true and call_type is distinct from '${CHAT_TYPE}'`

/**
 * SQL for calls that were reported to this desk. Imported ones are history: they count in figures, but nothing that
 * is said about the desk's own working comes of them.
 */
export const IS_REPORTED_CALL = `source is distinct from 'imported'`

/**
 * How many of the newest calls of a client are looked at for one that was reported. A client who has moved in with
 * thousands of calls, and has had no report since, must not cost a look at each of them.
 */
export const NEWEST_LOOKED_AT = 200
