import type { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = {
  'seeAs.as': 'U ziet het portaal van {name}.',
  'seeAs.end': 'Beëindigen',
  'seeAs.label': 'Weergave als klant',
  'seeAs.left': '{minutes, plural, one {Nog # minuut.} other {Nog # minuten.}}',
  'seeAs.readOnly': 'In deze weergave kan niets worden gewijzigd.',
}
