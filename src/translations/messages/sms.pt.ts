import type { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = {
  'sms.inbound': 'Chamada de {caller}, {when}.',
  'sms.inboundUnknown': 'Chamada sem nome nem telefone, {when}.',
  'sms.late': 'Avisado com atraso.',
  'sms.outbound': 'Seu agente ligou para {caller}, {when}.',
  'sms.outboundUnknown': 'Seu agente fez uma chamada, {when}.',
  'sms.told': '{number} (conforme informado)',
}
