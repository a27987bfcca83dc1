import { CHAT_TYPE } from '../../vapi/callType'

/** Which rows of `call_summaries` figures, alarms and digests count, in SQL: neither tests nor chats. */
export const IS_COUNTED_CALL = `is_test is not true and call_type is distinct from '${CHAT_TYPE}'`
