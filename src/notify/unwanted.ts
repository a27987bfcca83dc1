import { DIGEST_OF } from '../mail/data'
import type { Claimed } from './queue'

type Asked = Pick<Claimed, 'callSummaryID' | 'channel' | 'client' | 'kind'>

/**
 * Why a notification is not to go out any more, as things are now: it was queued when its call came.
 * @returns a sentence for staff, or null when it is wanted
 */
export const whyUnwanted = ({ callSummaryID, channel, client, kind }: Asked): null | string => {
  if (!client.isActive) return 'The client was deactivated.'
  if (channel === 'email' && !client.emailNotifications) return 'The client wants no emails.'
  if (channel === 'email' && client.emailDigest !== DIGEST_OF[kind]) {
    return 'The client wants emails in another rhythm.'
  }
  if (channel === 'sms' && !client.smsNotifications) return 'The client wants no text messages.'
  if (kind === 'call' && callSummaryID === null) return 'The call was deleted.'
  return null
}
