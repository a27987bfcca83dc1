import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': 'Appel de {caller}, {when}.',
  'sms.inboundUnknown': 'Appel sans nom ni numéro, {when}.',
  'sms.late': 'Signalé en retard.',
  'sms.outbound': 'Votre agent a appelé {caller}, {when}.',
  'sms.outboundUnknown': 'Votre agent a passé un appel, {when}.',
  'sms.told': "{number} (selon l''appelant)",
}
