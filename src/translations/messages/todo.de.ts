import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Zurückrufen: {caller}',
  'todo.done': 'Erledigt',
  'todo.doneFor': 'Erledigt: {caller}',
  'todo.due': 'Fällig {when}',
  'todo.empty': 'Nichts zu erledigen',
  'todo.emptyHint':
    'Anrufe, um die Sie sich kümmern sollten, erscheinen hier. Sie können auch auf der Seite eines Anrufs einen hinzufügen.',
  'todo.more': 'Mehr zu erledigen',
  'todo.overdue': 'Überfällig seit {when}',
  'todo.saved': 'Als erledigt markiert.',
  'todo.start': 'Zurück zum Dringendsten',
  'todo.title': 'Zu erledigen',
}
