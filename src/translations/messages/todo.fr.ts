import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Rappeler : {caller}',
  'todo.done': 'Fait',
  'todo.doneFor': 'Fait : {caller}',
  'todo.due': 'À faire avant le {when}',
  'todo.empty': 'Rien à faire',
  'todo.emptyHint':
    'Les appels qui demandent votre attention apparaissent ici. Vous pouvez aussi en ajouter un depuis sa page.',
  'todo.more': 'Voir la suite',
  'todo.overdue': 'En retard depuis le {when}',
  'todo.saved': 'Marqué comme fait.',
  'todo.start': 'Retour au plus urgent',
  'todo.title': 'À faire',
}
