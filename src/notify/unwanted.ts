import { DIGEST_OF } from '../mail/data'
import type { Claimed } from './queue'

type NotificationToCheck = Pick<Claimed, 'callSummaryID' | 'channel' | 'client' | 'kind'>

/**
 * Why a notification must not be sent any more. It was queued when its call was stored; the client's
 * settings or the call may have changed since.
 * @returns a sentence for staff, or null when it is still wanted
 */
export const whyUnwanted = ({
  callSummaryID,
  channel,
  client,
  kind,
}: NotificationToCheck): null | string => {
  if (!client.isActive) return 'The client was deactivated.'
  if (channel === 'email' && !client.emailNotifications) return 'Email notifications are off.'
  if (channel === 'email' && client.emailDigest !== DIGEST_OF[kind]) {
    return 'The client has chosen another email schedule.'
  }
  if (channel === 'sms' && !client.smsNotifications) return 'Text messages are off.'
  if (kind === 'call' && callSummaryID === null) return 'The call was deleted.'
  return null
}
