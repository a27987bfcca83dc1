import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Neues Passwort festlegen',
  'mails.reset.preheader': 'Der Link gilt eine Stunde.',
  'mails.reset.reason':
    'Jemand hat ein neues Passwort für {email} angefordert. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Es wurde nichts geändert.',
  'mails.reset.text':
    'Mit diesem Link legen Sie ein neues Passwort fest. Er funktioniert einmal und gilt eine Stunde.',
}
