import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Nieuw wachtwoord instellen',
  'mails.reset.preheader': 'De link werkt een uur lang.',
  'mails.reset.reason':
    'Iemand heeft een nieuw wachtwoord aangevraagd voor {email}. Was u dat niet? Dan kunt u deze e-mail negeren: er is niets gewijzigd.',
  'mails.reset.text':
    'Met deze link stelt u een nieuw wachtwoord in. De link werkt één keer, binnen een uur.',
}
