import type { Settings } from '../../settings/settings'
import type { SMSProvider } from './provider'
import { twilio } from './twilio'

/** The provider from the settings, or null when none is set up. */
export const smsProvider = ({
  TWILIO_ACCOUNT_SID,
  TWILIO_API_URL,
  TWILIO_AUTH_TOKEN,
  TWILIO_FROM,
}: Settings): null | SMSProvider => {
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_FROM) return null
  return twilio({ TWILIO_ACCOUNT_SID, TWILIO_API_URL, TWILIO_AUTH_TOKEN, TWILIO_FROM })
}
