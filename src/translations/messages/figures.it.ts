import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# chiamata ha avuto risposta} other {# chiamate hanno avuto risposta}}, {difference, number} in più rispetto allo stesso giorno di {lastMonth}.} fewer {{n, plural, one {# chiamata ha avuto risposta} other {# chiamate hanno avuto risposta}}, {difference, number} in meno rispetto allo stesso giorno di {lastMonth}.} same {{n, plural, one {# chiamata ha avuto risposta} other {# chiamate hanno avuto risposta}}, come allo stesso giorno di {lastMonth}.} other {{n, plural, one {# chiamata ha avuto risposta} other {# chiamate hanno avuto risposta}}.}}',
  'figures.asTable': 'Mostra come tabella',
  'figures.before': '{lastMonth}, fino a questo giorno',
  'figures.busiest': 'L’ora con più chiamate è {weekday}, {hours}.',
  'figures.byDay': 'Chiamate per giorno',
  'figures.calls':
    '{change, select, more {A {month} {n, plural, one {c’è stata # chiamata} other {ci sono state # chiamate}}, {difference, number} in più rispetto allo stesso giorno di {lastMonth}.} fewer {A {month} {n, plural, one {c’è stata # chiamata} other {ci sono state # chiamate}}, {difference, number} in meno rispetto allo stesso giorno di {lastMonth}.} same {A {month} {n, plural, one {c’è stata # chiamata} other {ci sono state # chiamate}}, come allo stesso giorno di {lastMonth}.} other {A {month} {n, plural, one {c’è stata # chiamata} other {ci sono state # chiamate}}.}}',
  'figures.category.answered': 'Con risposta',
  'figures.category.error': 'Errori',
  'figures.category.missed': 'Perse',
  'figures.category.unknown': 'Sconosciute',
  'figures.category.voicemail': 'Segreteria',
  'figures.count': '{n, plural, one {# chiamata} other {# chiamate}}',
  'figures.day': 'Giorno',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'Non ci sono chiamate in questo mese né in quello scorso. Appena il Suo agente risponde a una chiamata, viene contata qui.',
  'figures.hours': 'Ore con più chiamate',
  'figures.hoursNote': 'Tutte le chiamate di {lastMonth} e {month}, per ora della settimana.',
  'figures.later':
    'Non è stato possibile contare le chiamate in tempo. Riapra questa pagina tra un minuto.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {Nessuna chiamata è andata persa} one {# chiamata è andata persa} other {# chiamate sono andate perse}}, {difference, number} in più rispetto allo stesso giorno di {lastMonth}.} fewer {{n, plural, =0 {Nessuna chiamata è andata persa} one {# chiamata è andata persa} other {# chiamate sono andate perse}}, {difference, number} in meno rispetto allo stesso giorno di {lastMonth}.} same {{n, plural, =0 {Nessuna chiamata è andata persa} one {# chiamata è andata persa} other {# chiamate sono andate perse}}, come allo stesso giorno di {lastMonth}.} other {{n, plural, =0 {Nessuna chiamata è andata persa} one {# chiamata è andata persa} other {# chiamate sono andate perse}}.}}',
  'figures.noHours':
    'Per vedere quante chiamate sono arrivate fuori dai Suoi orari di apertura, li inserisca nelle impostazioni.',
  'figures.noOutcome': 'Senza esito',
  'figures.now': '{month} finora',
  'figures.outcomes': 'Esiti',
  'figures.outcomesNote': '{month} finora; tra parentesi {lastMonth} fino a questo giorno.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Nessuna chiamata è arrivata} one {# chiamata è arrivata} other {# chiamate sono arrivate}} fuori dai Suoi orari di apertura, {difference, number} in più rispetto allo stesso giorno di {lastMonth}.} fewer {{n, plural, =0 {Nessuna chiamata è arrivata} one {# chiamata è arrivata} other {# chiamate sono arrivate}} fuori dai Suoi orari di apertura, {difference, number} in meno rispetto allo stesso giorno di {lastMonth}.} same {{n, plural, =0 {Nessuna chiamata è arrivata} one {# chiamata è arrivata} other {# chiamate sono arrivate}} fuori dai Suoi orari di apertura, come allo stesso giorno di {lastMonth}.} other {{n, plural, =0 {Nessuna chiamata è arrivata} one {# chiamata è arrivata} other {# chiamate sono arrivate}} fuori dai Suoi orari di apertura.}}',
  'figures.row.calls': 'Chiamate',
  'figures.row.outside': 'Fuori dagli orari di apertura',
  'figures.row.value': 'Valore delle prenotazioni',
  'figures.setHours': 'Inserisci gli orari di apertura',
  'figures.title': 'Numeri',
  'figures.value':
    '{change, select, more {Le prenotazioni valgono {value}, {difference} in più rispetto allo stesso giorno di {lastMonth}.} fewer {Le prenotazioni valgono {value}, {difference} in meno rispetto allo stesso giorno di {lastMonth}.} same {Le prenotazioni valgono {value}, come allo stesso giorno di {lastMonth}.} other {Le prenotazioni valgono {value}.}}',
  'figures.whole': 'Tutto {lastMonth}',
  'figures.wholeSentence':
    'In tutto {lastMonth} {n, plural, one {c’è stata # chiamata} other {ci sono state # chiamate}}.',
}
