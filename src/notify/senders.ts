import type { Payload } from 'payload'
import { publicBase } from '../mail/links'
import type { Settings } from '../settings/settings'
import { emailSender } from './email/emailSender'
import type { Senders } from './send'
import { smsProvider } from './sms/smsProvider'
import { smsSender } from './sms/smsSender'

/** Who hands notifications over, as the settings say. */
export const senders = ({
  payload,
  settings,
}: {
  payload: Payload
  settings: Settings
}): Senders => ({
  email: emailSender(payload),
  sms: smsSender({
    base: publicBase(settings),
    pool: payload.db.pool,
    provider: smsProvider(settings),
  }),
})
