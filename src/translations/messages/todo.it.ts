import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Richiama: {caller}',
  'todo.done': 'Fatto',
  'todo.doneFor': 'Fatto: {caller}',
  'todo.due': 'Entro {when}',
  'todo.empty': 'Niente da fare',
  'todo.emptyHint':
    'Le chiamate che richiedono la Sua attenzione compaiono qui. Può anche aggiungerne una dalla sua pagina.',
  'todo.more': 'Altro da fare',
  'todo.overdue': 'In ritardo da {when}',
  'todo.saved': 'Segnata come fatta.',
  'todo.start': 'Torna alle più urgenti',
  'todo.title': 'Da fare',
}
