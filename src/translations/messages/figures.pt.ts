import type { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# chamada foi atendida} other {# chamadas foram atendidas}}, {difference, number} a mais do que até este dia em {lastMonth}.} fewer {{n, plural, one {# chamada foi atendida} other {# chamadas foram atendidas}}, {difference, number} a menos do que até este dia em {lastMonth}.} same {{n, plural, one {# chamada foi atendida} other {# chamadas foram atendidas}}, tantas quantas até este dia em {lastMonth}.} other {{n, plural, one {# chamada foi atendida} other {# chamadas foram atendidas}}.}}',
  'figures.asTable': 'Mostrar como tabela',
  'figures.before': '{lastMonth}, até este dia',
  'figures.busiest': 'O horário com mais chamadas: {weekday}, {hours}.',
  'figures.byDay': 'Chamadas por dia',
  'figures.calls':
    '{change, select, more {Em {month} houve {n, plural, one {# chamada} other {# chamadas}}, {difference, number} a mais do que até este dia em {lastMonth}.} fewer {Em {month} houve {n, plural, one {# chamada} other {# chamadas}}, {difference, number} a menos do que até este dia em {lastMonth}.} same {Em {month} houve {n, plural, one {# chamada} other {# chamadas}}, tantas quantas até este dia em {lastMonth}.} other {Em {month} houve {n, plural, one {# chamada} other {# chamadas}}.}}',
  'figures.category.answered': 'Atendidas',
  'figures.category.error': 'Erros',
  'figures.category.missed': 'Perdidas',
  'figures.category.unknown': 'Desconhecidas',
  'figures.category.voicemail': 'Caixa postal',
  'figures.count': '{n, plural, one {# chamada} other {# chamadas}}',
  'figures.day': 'Dia',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'Não há chamadas neste mês nem no anterior. Assim que o seu agente atender uma chamada, ela será contada aqui.',
  'figures.hours': 'Horários com mais chamadas',
  'figures.hoursNote': 'Todas as chamadas de {lastMonth} e {month}, por hora da semana.',
  'figures.later':
    'Não foi possível contar as chamadas a tempo. Abra esta página de novo daqui a um minuto.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {Nenhuma chamada foi perdida} one {# chamada foi perdida} other {# chamadas foram perdidas}}, {difference, number} a mais do que até este dia em {lastMonth}.} fewer {{n, plural, =0 {Nenhuma chamada foi perdida} one {# chamada foi perdida} other {# chamadas foram perdidas}}, {difference, number} a menos do que até este dia em {lastMonth}.} same {{n, plural, =0 {Nenhuma chamada foi perdida} one {# chamada foi perdida} other {# chamadas foram perdidas}}, tantas quantas até este dia em {lastMonth}.} other {{n, plural, =0 {Nenhuma chamada foi perdida} one {# chamada foi perdida} other {# chamadas foram perdidas}}.}}',
  'figures.noHours':
    'Para ver quantas chamadas chegaram fora do seu horário de funcionamento, informe-o nas configurações.',
  'figures.noOutcome': 'Sem resultado',
  'figures.now': '{month} até agora',
  'figures.outcomes': 'Resultados',
  'figures.outcomesNote': '{month} até agora; entre parênteses, {lastMonth} até este dia.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {Nenhuma chamada chegou} one {# chamada chegou} other {# chamadas chegaram}} fora do seu horário de funcionamento, {difference, number} a mais do que até este dia em {lastMonth}.} fewer {{n, plural, =0 {Nenhuma chamada chegou} one {# chamada chegou} other {# chamadas chegaram}} fora do seu horário de funcionamento, {difference, number} a menos do que até este dia em {lastMonth}.} same {{n, plural, =0 {Nenhuma chamada chegou} one {# chamada chegou} other {# chamadas chegaram}} fora do seu horário de funcionamento, tantas quantas até este dia em {lastMonth}.} other {{n, plural, =0 {Nenhuma chamada chegou} one {# chamada chegou} other {# chamadas chegaram}} fora do seu horário de funcionamento.}}',
  'figures.row.calls': 'Chamadas',
  'figures.row.outside': 'Fora do horário de funcionamento',
  'figures.row.value': 'Valor das reservas',
  'figures.setHours': 'Informar o horário de funcionamento',
  'figures.title': 'Números',
  'figures.value':
    '{change, select, more {As reservas valem {value}, {difference} a mais do que até este dia em {lastMonth}.} fewer {As reservas valem {value}, {difference} a menos do que até este dia em {lastMonth}.} same {As reservas valem {value}, o mesmo que até este dia em {lastMonth}.} other {As reservas valem {value}.}}',
  'figures.whole': 'Todo o mês ({lastMonth})',
  'figures.wholeSentence':
    'No mês inteiro ({lastMonth}) houve {n, plural, one {# chamada} other {# chamadas}}.',
}
