import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# gesprek is} other {# gesprekken zijn}} beantwoord, {difference, number} meer dan tot deze dag in {lastMonth}.} fewer {{n, plural, one {# gesprek is} other {# gesprekken zijn}} beantwoord, {difference, number} minder dan tot deze dag in {lastMonth}.} same {{n, plural, one {# gesprek is} other {# gesprekken zijn}} beantwoord, evenveel als tot deze dag in {lastMonth}.} other {{n, plural, one {# gesprek is} other {# gesprekken zijn}} beantwoord.}}',
  'figures.asTable': 'Als tabel tonen',
  'figures.before': '{lastMonth}, tot deze dag',
  'figures.busiest': 'Het drukste uur is {weekday}, {hours}.',
  'figures.byDay': 'Gesprekken per dag',
  'figures.calls':
    '{change, select, more {In {month} {n, plural, one {was er # gesprek} other {waren er # gesprekken}}, {difference, number} meer dan tot deze dag in {lastMonth}.} fewer {In {month} {n, plural, one {was er # gesprek} other {waren er # gesprekken}}, {difference, number} minder dan tot deze dag in {lastMonth}.} same {In {month} {n, plural, one {was er # gesprek} other {waren er # gesprekken}}, evenveel als tot deze dag in {lastMonth}.} other {In {month} {n, plural, one {was er # gesprek} other {waren er # gesprekken}}.}}',
  'figures.category.answered': 'Beantwoord',
  'figures.category.error': 'Fouten',
  'figures.category.missed': 'Gemist',
  'figures.category.unknown': 'Onbekend',
  'figures.category.voicemail': 'Op de voicemail',
  'figures.count': '{n, plural, one {# gesprek} other {# gesprekken}}',
  'figures.day': 'Dag',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'Er zijn geen gesprekken in deze maand of de vorige. Zodra uw agent een gesprek aanneemt, wordt het hier geteld.',
  'figures.hours': 'Drukste uren',
  'figures.hoursNote': 'Alle gesprekken van {lastMonth} en {month}, per uur van de week.',
  'figures.later':
    'De gesprekken konden niet op tijd worden geteld. Open deze pagina over een minuut opnieuw.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {Geen enkel gesprek is} one {# gesprek is} other {# gesprekken zijn}} gemist, {difference, number} meer dan tot deze dag in {lastMonth}.} fewer {{n, plural, =0 {Geen enkel gesprek is} one {# gesprek is} other {# gesprekken zijn}} gemist, {difference, number} minder dan tot deze dag in {lastMonth}.} same {{n, plural, =0 {Geen enkel gesprek is} one {# gesprek is} other {# gesprekken zijn}} gemist, evenveel als tot deze dag in {lastMonth}.} other {{n, plural, =0 {Geen enkel gesprek is} one {# gesprek is} other {# gesprekken zijn}} gemist.}}',
  'figures.noHours':
    'Vul uw openingstijden in bij de instellingen om te zien hoeveel gesprekken daarbuiten kwamen.',
  'figures.noOutcome': 'Zonder resultaat',
  'figures.now': '{month} tot nu toe',
  'figures.outcomes': 'Resultaten',
  'figures.outcomesNote': '{month} tot nu toe; tussen haakjes {lastMonth} tot deze dag.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Geen enkel gesprek kwam} one {# gesprek kwam} other {# gesprekken kwamen}} buiten uw openingstijden, {difference, number} meer dan tot deze dag in {lastMonth}.} fewer {{n, plural, =0 {Geen enkel gesprek kwam} one {# gesprek kwam} other {# gesprekken kwamen}} buiten uw openingstijden, {difference, number} minder dan tot deze dag in {lastMonth}.} same {{n, plural, =0 {Geen enkel gesprek kwam} one {# gesprek kwam} other {# gesprekken kwamen}} buiten uw openingstijden, evenveel als tot deze dag in {lastMonth}.} other {{n, plural, =0 {Geen enkel gesprek kwam} one {# gesprek kwam} other {# gesprekken kwamen}} buiten uw openingstijden.}}',
  'figures.row.calls': 'Gesprekken',
  'figures.row.outside': 'Buiten de openingstijden',
  'figures.row.value': 'Waarde van de boekingen',
  'figures.setHours': 'Openingstijden invullen',
  'figures.title': 'Cijfers',
  'figures.value':
    '{change, select, more {De boekingen zijn {value} waard, {difference} meer dan tot deze dag in {lastMonth}.} fewer {De boekingen zijn {value} waard, {difference} minder dan tot deze dag in {lastMonth}.} same {De boekingen zijn {value} waard, evenveel als tot deze dag in {lastMonth}.} other {De boekingen zijn {value} waard.}}',
  'figures.whole': 'Heel {lastMonth}',
  'figures.wholeSentence':
    'In heel {lastMonth} {n, plural, one {was er # gesprek} other {waren er # gesprekken}}.',
}
