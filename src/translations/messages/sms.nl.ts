import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': '{caller} heeft gebeld op {when}.',
  'sms.inboundUnknown': 'Iemand heeft gebeld op {when}.',
  'sms.late': 'Laat gemeld.',
  'sms.outbound': 'Uw agent heeft {caller} gebeld op {when}.',
  'sms.outboundUnknown': 'Uw agent heeft iemand gebeld op {when}.',
  'sms.told': '{number} (volgens de beller)',
}
