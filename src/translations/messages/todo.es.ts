import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Devolver la llamada: {caller}',
  'todo.done': 'Hecho',
  'todo.doneFor': 'Hecho: {caller}',
  'todo.due': 'Vence {when}',
  'todo.empty': 'Nada pendiente',
  'todo.emptyHint':
    'Las llamadas que requieren su atención aparecen aquí. También puede añadir una llamada desde su página.',
  'todo.more': 'Más pendientes',
  'todo.overdue': 'Vencido desde {when}',
  'todo.saved': 'Marcada como hecha.',
  'todo.start': 'Volver a lo más urgente',
  'todo.title': 'Pendientes',
}
