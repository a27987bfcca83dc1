import { isKnownType } from '../vapi/messageTypes'
import { REPORT_TYPE } from '../vapi/serverMessage'

/** A message's type as a label: what is not known could be any text, and is `other`. */
export const typeLabel = (messageType: null | string): string => {
  if (messageType === null) return 'none'
  return messageType === REPORT_TYPE || isKnownType(messageType) ? messageType : 'other'
}
