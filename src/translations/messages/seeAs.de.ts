import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'Sie sehen das Portal von {name}.',
  'seeAs.end': 'Beenden',
  'seeAs.label': 'Ansicht als Kunde',
  'seeAs.left': '{minutes, plural, one {Noch # Minute.} other {Noch # Minuten.}}',
  'seeAs.readOnly': 'In dieser Ansicht lässt sich nichts ändern.',
}
