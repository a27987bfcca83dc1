import type { mails as english } from './mails.en'

export const mails: Record<keyof typeof english, string> = {
  'mails.reset.action': 'Choisir un nouveau mot de passe',
  'mails.reset.preheader': 'Le lien est valable une heure.',
  'mails.reset.reason':
    'Quelqu’un a demandé un nouveau mot de passe pour {email}. Si ce n’était pas vous, ignorez cet e-mail : rien n’a été modifié.',
  'mails.reset.text':
    'Utilisez ce lien pour choisir un nouveau mot de passe. Il fonctionne une seule fois et reste valable une heure.',
}
