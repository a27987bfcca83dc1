import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'Vous voyez le portail de {name}.',
  'seeAs.end': 'Quitter',
  'seeAs.label': 'Affichage en tant que client',
  'seeAs.left': '{minutes, plural, one {Encore # minute.} other {Encore # minutes.}}',
  'seeAs.readOnly': 'Rien ne peut être modifié dans cet affichage.',
}
