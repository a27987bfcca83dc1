import type { Condition } from 'payload'

/** Shows what only clients have: a line, its set-up, and what they want to be told. */
export const isOfClient: Condition = (data) => !data?.isStaff && !data?.isSuperuser
