import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': 'Chiamata da {caller}, {when}.',
  'sms.inboundUnknown': 'Chiamata da uno sconosciuto, {when}.',
  'sms.late': 'Segnalata in ritardo.',
  'sms.outbound': 'Il Suo agente ha chiamato {caller}, {when}.',
  'sms.outboundUnknown': 'Il Suo agente ha fatto una chiamata, {when}.',
  'sms.told': '{number} (come indicato)',
}
