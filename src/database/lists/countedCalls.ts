import { CHAT_TYPE } from '../../vapi/callType'

/**
 * SQL for the rows of `call_summaries` that figures, alarms and digests count: neither test calls nor chats.
 */
export const IS_COUNTED_CALL = `is_test is not true and call_type is distinct from '${CHAT_TYPE}'`
