import type { Payload } from 'payload'
import type { Settings } from '../settings/settings'
import { emailSender } from './email/emailSender'
import type { Senders } from './send'
import { sendUnsent } from './sms/notSetUp'
import { smsProvider } from './sms/smsProvider'
import { smsSender } from './sms/smsSender'

/** The sender of each channel, from the settings. */
export const senders = ({
  payload,
  settings,
}: {
  payload: Payload
  settings: Settings
}): Senders => {
  const { pool } = payload.db
  const provider = smsProvider(settings)
  return {
    email: emailSender(payload),
    sms: smsSender({ payload, provider }),
    ...(provider ? { sendUnsent: () => sendUnsent(pool) } : {}),
  }
}
