import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# appel a été pris} other {# appels ont été pris}}, soit {difference, number} de plus qu’à ce jour en {lastMonth}.} fewer {{n, plural, one {# appel a été pris} other {# appels ont été pris}}, soit {difference, number} de moins qu’à ce jour en {lastMonth}.} same {{n, plural, one {# appel a été pris} other {# appels ont été pris}}, soit autant qu’à ce jour en {lastMonth}.} other {{n, plural, one {# appel a été pris} other {# appels ont été pris}}.}}',
  'figures.asTable': 'Afficher sous forme de tableau',
  'figures.before': '{lastMonth}, à ce jour',
  'figures.busiest': 'L’heure la plus chargée est le {weekday}, {hours}.',
  'figures.byDay': 'Appels par jour',
  'figures.calls':
    '{change, select, more {En {month}, il y a eu {n, plural, one {# appel} other {# appels}}, soit {difference, number} de plus qu’à ce jour en {lastMonth}.} fewer {En {month}, il y a eu {n, plural, one {# appel} other {# appels}}, soit {difference, number} de moins qu’à ce jour en {lastMonth}.} same {En {month}, il y a eu {n, plural, one {# appel} other {# appels}}, soit autant qu’à ce jour en {lastMonth}.} other {En {month}, il y a eu {n, plural, one {# appel} other {# appels}}.}}',
  'figures.category.answered': 'Pris',
  'figures.category.error': 'Erreurs',
  'figures.category.missed': 'Manqués',
  'figures.category.unknown': 'Inconnus',
  'figures.category.voicemail': 'Messagerie vocale',
  'figures.count': '{n, plural, one {# appel} other {# appels}}',
  'figures.day': 'Jour',
  'figures.dayTitle': '{day} : {calls}',
  'figures.empty':
    'Il n’y a eu aucun appel ce mois-ci ni le mois dernier. Dès que votre agent prend un appel, il est compté ici.',
  'figures.hours': 'Heures les plus chargées',
  'figures.hoursNote': 'Tous les appels de {lastMonth} et {month}, par heure de la semaine.',
  'figures.later':
    'Les appels n’ont pas pu être comptés à temps. Rouvrez cette page dans une minute.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {Aucun appel n’a été manqué} one {# appel a été manqué} other {# appels ont été manqués}}, soit {difference, number} de plus qu’à ce jour en {lastMonth}.} fewer {{n, plural, =0 {Aucun appel n’a été manqué} one {# appel a été manqué} other {# appels ont été manqués}}, soit {difference, number} de moins qu’à ce jour en {lastMonth}.} same {{n, plural, =0 {Aucun appel n’a été manqué} one {# appel a été manqué} other {# appels ont été manqués}}, soit autant qu’à ce jour en {lastMonth}.} other {{n, plural, =0 {Aucun appel n’a été manqué} one {# appel a été manqué} other {# appels ont été manqués}}.}}',
  'figures.noHours':
    'Pour voir combien d’appels sont arrivés en dehors de vos heures d’ouverture, indiquez-les dans les réglages.',
  'figures.noOutcome': 'Sans résultat',
  'figures.now': '{month} jusqu’ici',
  'figures.outcomes': 'Résultats',
  'figures.outcomesNote': '{month} jusqu’ici ; entre parenthèses, {lastMonth} à ce jour.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Aucun appel n’est arrivé} one {# appel est arrivé} other {# appels sont arrivés}} en dehors de vos heures d’ouverture, soit {difference, number} de plus qu’à ce jour en {lastMonth}.} fewer {{n, plural, =0 {Aucun appel n’est arrivé} one {# appel est arrivé} other {# appels sont arrivés}} en dehors de vos heures d’ouverture, soit {difference, number} de moins qu’à ce jour en {lastMonth}.} same {{n, plural, =0 {Aucun appel n’est arrivé} one {# appel est arrivé} other {# appels sont arrivés}} en dehors de vos heures d’ouverture, soit autant qu’à ce jour en {lastMonth}.} other {{n, plural, =0 {Aucun appel n’est arrivé} one {# appel est arrivé} other {# appels sont arrivés}} en dehors de vos heures d’ouverture.}}',
  'figures.row.calls': 'Appels',
  'figures.row.outside': 'En dehors des heures d’ouverture',
  'figures.row.value': 'Valeur des réservations',
  'figures.setHours': 'Indiquer les heures d’ouverture',
  'figures.title': 'Chiffres',
  'figures.value':
    '{change, select, more {Les réservations représentent {value}, soit {difference} de plus qu’à ce jour en {lastMonth}.} fewer {Les réservations représentent {value}, soit {difference} de moins qu’à ce jour en {lastMonth}.} same {Les réservations représentent {value}, soit autant qu’à ce jour en {lastMonth}.} other {Les réservations représentent {value}.}}',
  'figures.whole': 'Tout {lastMonth}',
  'figures.wholeSentence':
    'Sur tout le mois ({lastMonth}), il y a eu {n, plural, one {# appel} other {# appels}}.',
}
