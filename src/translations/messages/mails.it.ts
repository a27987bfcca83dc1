import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Imposta una nuova password',
  'mails.reset.preheader': 'Il link è valido per un’ora.',
  'mails.reset.reason':
    'Qualcuno ha chiesto una nuova password per {email}. Se non è stato lei, ignori questa e-mail: non è cambiato nulla.',
  'mails.reset.text':
    'Usi questo link per impostare una nuova password. Funziona una sola volta, entro un’ora.',
}
