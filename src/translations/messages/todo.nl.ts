import type { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = {
  'todo.callFor': 'Terugbellen: {caller}',
  'todo.done': 'Gedaan',
  'todo.doneFor': 'Gedaan: {caller}',
  'todo.due': 'Uiterlijk {when}',
  'todo.empty': 'Niets te doen',
  'todo.emptyHint':
    'Gesprekken die uw aandacht nodig hebben, verschijnen hier. U kunt een gesprek ook toevoegen op de pagina ervan.',
  'todo.more': 'Meer te doen',
  'todo.overdue': 'Te laat sinds {when}',
  'todo.saved': 'Gemarkeerd als gedaan.',
  'todo.start': 'Terug naar het dringendste',
  'todo.title': 'Te doen',
}
