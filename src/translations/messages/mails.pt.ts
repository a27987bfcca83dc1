import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Definir uma nova senha',
  'mails.reset.preheader': 'O link é válido por uma hora.',
  'mails.reset.reason':
    'Alguém pediu uma nova senha para {email}. Se não foi você, ignore este e-mail: nada foi alterado.',
  'mails.reset.text':
    'Use este link para definir uma nova senha. Ele funciona uma única vez e é válido por uma hora.',
}
