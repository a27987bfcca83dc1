import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'Sta vedendo il portale di {name}.',
  'seeAs.end': 'Termina',
  'seeAs.label': 'Vista come cliente',
  'seeAs.left': '{minutes, plural, one {Ancora # minuto.} other {Ancora # minuti.}}',
  'seeAs.readOnly': 'In questa vista non è possibile modificare nulla.',
}
