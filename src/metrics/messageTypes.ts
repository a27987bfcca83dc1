import { isKnownType } from '../vapi/messageTypes'
import { REPORT_TYPE } from '../vapi/serverMessage'

/**
 * A message type as a metric label. Unknown types could be any text, and become `other`; null is
 * `none`.
 */
export const typeLabel = (messageType: null | string): string => {
  if (messageType === null) return 'none'
  return messageType === REPORT_TYPE || isKnownType(messageType) ? messageType : 'other'
}
