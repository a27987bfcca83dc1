/** The texts of what is to do. */
export const todo = {
  'todo.callFor': 'Call back: {caller}',
  'todo.done': 'Done',
  'todo.doneFor': 'Done: {caller}',
  'todo.due': 'Due {when}',
  'todo.empty': 'Nothing to do',
  'todo.emptyHint': 'Calls that need you appear here. You can also add a call on its own page.',
  'todo.more': 'More to do',
  'todo.overdue': 'Overdue since {when}',
  'todo.saved': 'Marked as done.',
  'todo.start': 'Back to the most urgent',
  'todo.title': 'To do',
} as const satisfies Record<string, string>
