import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': 'Llamada de {caller}, {when}.',
  'sms.inboundUnknown': 'Llamada de alguien desconocido, {when}.',
  'sms.late': 'Avisado con retraso.',
  'sms.outbound': 'Su agente ha llamado a {caller}, {when}.',
  'sms.outboundUnknown': 'Su agente ha hecho una llamada, {when}.',
  'sms.told': '{number} (dado por quien llama)',
}
