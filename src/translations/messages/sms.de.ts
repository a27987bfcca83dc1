import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': 'Anruf von {caller}, {when}.',
  'sms.inboundUnknown': 'Anruf ohne Namen und Nummer, {when}.',
  'sms.late': 'Verspätet gemeldet.',
  'sms.outbound': 'Ihr Agent hat {caller} angerufen, {when}.',
  'sms.outboundUnknown': 'Ihr Agent hat jemanden angerufen, {when}.',
  'sms.told': '{number} (laut Anrufer)',
}
