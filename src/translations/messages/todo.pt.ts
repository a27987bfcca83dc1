import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Ligar de volta: {caller}',
  'todo.done': 'Feito',
  'todo.doneFor': 'Feito: {caller}',
  'todo.due': 'Até {when}',
  'todo.empty': 'Nada a fazer',
  'todo.emptyHint':
    'As ligações que precisam da sua atenção aparecem aqui. Você também pode adicionar uma ligação na página dela.',
  'todo.more': 'Mais a fazer',
  'todo.overdue': 'Atrasado desde {when}',
  'todo.saved': 'Marcada como feita.',
  'todo.start': 'Voltar ao mais urgente',
  'todo.title': 'A fazer',
}
