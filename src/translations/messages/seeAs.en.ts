/** The texts of the view of staff as a client. */
export const seeAs = {
  'seeAs.as': 'You see the portal of {name}.',
  'seeAs.end': 'End',
  'seeAs.label': 'Seen as client',
  'seeAs.left': '{minutes, plural, one {# minute left.} other {# minutes left.}}',
  'seeAs.readOnly': 'Nothing can be changed in this view.',
} as const satisfies Record<string, string>
