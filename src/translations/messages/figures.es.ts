import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {Se atendió # llamada} other {Se atendieron # llamadas}}, {difference, number} más que hasta este día de {lastMonth}.} fewer {{n, plural, one {Se atendió # llamada} other {Se atendieron # llamadas}}, {difference, number} menos que hasta este día de {lastMonth}.} same {{n, plural, one {Se atendió # llamada} other {Se atendieron # llamadas}}, tantas como hasta este día de {lastMonth}.} other {{n, plural, one {Se atendió # llamada} other {Se atendieron # llamadas}}.}}',
  'figures.asTable': 'Mostrar como tabla',
  'figures.before': '{lastMonth}, hasta este día',
  'figures.busiest': 'La hora con más llamadas es el {weekday}, {hours}.',
  'figures.byDay': 'Llamadas por día',
  'figures.calls':
    '{change, select, more {En {month} hubo {n, plural, one {# llamada} other {# llamadas}}, {difference, number} más que hasta este día de {lastMonth}.} fewer {En {month} hubo {n, plural, one {# llamada} other {# llamadas}}, {difference, number} menos que hasta este día de {lastMonth}.} same {En {month} hubo {n, plural, one {# llamada} other {# llamadas}}, tantas como hasta este día de {lastMonth}.} other {En {month} hubo {n, plural, one {# llamada} other {# llamadas}}.}}',
  'figures.category.answered': 'Atendidas',
  'figures.category.error': 'Errores',
  'figures.category.missed': 'Perdidas',
  'figures.category.unknown': 'Desconocidas',
  'figures.category.voicemail': 'Buzón de voz',
  'figures.count': '{n, plural, one {# llamada} other {# llamadas}}',
  'figures.day': 'Día',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'No hay llamadas en este mes ni en el anterior. En cuanto su agente atienda una llamada, se contará aquí.',
  'figures.hours': 'Horas con más llamadas',
  'figures.hoursNote': 'Todas las llamadas de {lastMonth} y {month}, por hora de la semana.',
  'figures.later':
    'No se pudieron contar las llamadas a tiempo. Vuelva a abrir esta página dentro de un minuto.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {No se perdió ninguna llamada} one {Se perdió # llamada} other {Se perdieron # llamadas}}, {difference, number} más que hasta este día de {lastMonth}.} fewer {{n, plural, =0 {No se perdió ninguna llamada} one {Se perdió # llamada} other {Se perdieron # llamadas}}, {difference, number} menos que hasta este día de {lastMonth}.} same {{n, plural, =0 {No se perdió ninguna llamada} one {Se perdió # llamada} other {Se perdieron # llamadas}}, tantas como hasta este día de {lastMonth}.} other {{n, plural, =0 {No se perdió ninguna llamada} one {Se perdió # llamada} other {Se perdieron # llamadas}}.}}',
  'figures.noHours':
    'Para ver cuántas llamadas llegaron fuera de su horario de apertura, indíquelo en los ajustes.',
  'figures.noOutcome': 'Sin resultado',
  'figures.now': '{month} hasta ahora',
  'figures.outcomes': 'Resultados',
  'figures.outcomesNote': '{month} hasta ahora; entre paréntesis, {lastMonth} hasta este día.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Ninguna llamada llegó} one {# llamada llegó} other {# llamadas llegaron}} fuera de su horario de apertura, {difference, number} más que hasta este día de {lastMonth}.} fewer {{n, plural, =0 {Ninguna llamada llegó} one {# llamada llegó} other {# llamadas llegaron}} fuera de su horario de apertura, {difference, number} menos que hasta este día de {lastMonth}.} same {{n, plural, =0 {Ninguna llamada llegó} one {# llamada llegó} other {# llamadas llegaron}} fuera de su horario de apertura, tantas como hasta este día de {lastMonth}.} other {{n, plural, =0 {Ninguna llamada llegó} one {# llamada llegó} other {# llamadas llegaron}} fuera de su horario de apertura.}}',
  'figures.row.calls': 'Llamadas',
  'figures.row.outside': 'Fuera del horario de apertura',
  'figures.row.value': 'Valor de las reservas',
  'figures.setHours': 'Indicar el horario de apertura',
  'figures.title': 'Cifras',
  'figures.value':
    '{change, select, more {Las reservas valen {value}, {difference} más que hasta este día de {lastMonth}.} fewer {Las reservas valen {value}, {difference} menos que hasta este día de {lastMonth}.} same {Las reservas valen {value}, tanto como hasta este día de {lastMonth}.} other {Las reservas valen {value}.}}',
  'figures.whole': 'Todo {lastMonth}',
  'figures.wholeSentence':
    'En todo {lastMonth} hubo {n, plural, one {# llamada} other {# llamadas}}.',
}
