import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# Anruf wurde} other {# Anrufe wurden}} angenommen, {difference, number} mehr als bis zu diesem Tag im {lastMonth}.} fewer {{n, plural, one {# Anruf wurde} other {# Anrufe wurden}} angenommen, {difference, number} weniger als bis zu diesem Tag im {lastMonth}.} same {{n, plural, one {# Anruf wurde} other {# Anrufe wurden}} angenommen, genauso viele wie bis zu diesem Tag im {lastMonth}.} other {{n, plural, one {# Anruf wurde} other {# Anrufe wurden}} angenommen.}}',
  'figures.asTable': 'Als Tabelle zeigen',
  'figures.before': '{lastMonth}, bis zu diesem Tag',
  'figures.busiest': 'Die meisten Anrufe kommen am {weekday}, {hours}.',
  'figures.byDay': 'Anrufe nach Tag',
  'figures.calls':
    '{change, select, more {Im {month} gab es {n, plural, one {# Anruf} other {# Anrufe}}, {difference, number} mehr als bis zu diesem Tag im {lastMonth}.} fewer {Im {month} gab es {n, plural, one {# Anruf} other {# Anrufe}}, {difference, number} weniger als bis zu diesem Tag im {lastMonth}.} same {Im {month} gab es {n, plural, one {# Anruf} other {# Anrufe}}, genauso viele wie bis zu diesem Tag im {lastMonth}.} other {Im {month} gab es {n, plural, one {# Anruf} other {# Anrufe}}.}}',
  'figures.category.answered': 'Angenommen',
  'figures.category.error': 'Fehler',
  'figures.category.missed': 'Verpasst',
  'figures.category.unknown': 'Unbekannt',
  'figures.category.voicemail': 'Mailbox',
  'figures.count': '{n, plural, one {# Anruf} other {# Anrufe}}',
  'figures.day': 'Tag',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'In diesem und im letzten Monat gab es keine Anrufe. Sobald Ihr Agent einen Anruf annimmt, wird er hier gezählt.',
  'figures.hours': 'Stoßzeiten',
  'figures.hoursNote': 'Alle Anrufe im {lastMonth} und {month}, nach der Stunde der Woche.',
  'figures.later':
    'Die Anrufe konnten nicht rechtzeitig gezählt werden. Öffnen Sie diese Seite in einer Minute noch einmal.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {Kein Anruf wurde} one {# Anruf wurde} other {# Anrufe wurden}} verpasst, {difference, number} mehr als bis zu diesem Tag im {lastMonth}.} fewer {{n, plural, =0 {Kein Anruf wurde} one {# Anruf wurde} other {# Anrufe wurden}} verpasst, {difference, number} weniger als bis zu diesem Tag im {lastMonth}.} same {{n, plural, =0 {Kein Anruf wurde} one {# Anruf wurde} other {# Anrufe wurden}} verpasst, genauso viele wie bis zu diesem Tag im {lastMonth}.} other {{n, plural, =0 {Kein Anruf wurde} one {# Anruf wurde} other {# Anrufe wurden}} verpasst.}}',
  'figures.noHours':
    'Wenn Sie Ihre Öffnungszeiten in den Einstellungen eintragen, sehen Sie hier, wie viele Anrufe außerhalb davon kamen.',
  'figures.noOutcome': 'Ohne Ergebnis',
  'figures.now': '{month} bis jetzt',
  'figures.outcomes': 'Ergebnisse',
  'figures.outcomesNote': '{month} bis jetzt; in Klammern {lastMonth} bis zu diesem Tag.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Kein Anruf kam} one {# Anruf kam} other {# Anrufe kamen}} außerhalb Ihrer Öffnungszeiten, {difference, number} mehr als bis zu diesem Tag im {lastMonth}.} fewer {{n, plural, =0 {Kein Anruf kam} one {# Anruf kam} other {# Anrufe kamen}} außerhalb Ihrer Öffnungszeiten, {difference, number} weniger als bis zu diesem Tag im {lastMonth}.} same {{n, plural, =0 {Kein Anruf kam} one {# Anruf kam} other {# Anrufe kamen}} außerhalb Ihrer Öffnungszeiten, genauso viele wie bis zu diesem Tag im {lastMonth}.} other {{n, plural, =0 {Kein Anruf kam} one {# Anruf kam} other {# Anrufe kamen}} außerhalb Ihrer Öffnungszeiten.}}',
  'figures.row.calls': 'Anrufe',
  'figures.row.outside': 'Außerhalb der Öffnungszeiten',
  'figures.row.value': 'Wert der Buchungen',
  'figures.setHours': 'Öffnungszeiten eintragen',
  'figures.title': 'Zahlen',
  'figures.value':
    '{change, select, more {Die Buchungen sind {value} wert, {difference} mehr als bis zu diesem Tag im {lastMonth}.} fewer {Die Buchungen sind {value} wert, {difference} weniger als bis zu diesem Tag im {lastMonth}.} same {Die Buchungen sind {value} wert, genauso viel wie bis zu diesem Tag im {lastMonth}.} other {Die Buchungen sind {value} wert.}}',
  'figures.whole': 'Ganzer {lastMonth}',
  'figures.wholeSentence':
    'Im ganzen {lastMonth} gab es {n, plural, one {# Anruf} other {# Anrufe}}.',
}
