import type { Completeness } from './completeness'

/** What a client reads of its own completeness. */
export type ClientCompleteness = Pick<
  Completeness,
  | 'atVapi'
  | 'cannotBeFilled'
  | 'checkedAt'
  | 'days'
  | 'here'
  | 'missing'
  | 'neverConnected'
  | 'recovered'
  | 'since'
  | 'stuck'
  | 'timezone'
  | 'unknownSince'
  | 'waiting'
  | 'windowDays'
>

/** The numbers of a client for the client itself: nothing about the account, the set-up, or who else has calls there. */
export const forClient = ({
  atVapi,
  cannotBeFilled,
  checkedAt,
  days,
  here,
  missing,
  neverConnected,
  recovered,
  since,
  stuck,
  timezone,
  unknownSince,
  waiting,
  windowDays,
}: Completeness): ClientCompleteness => ({
  atVapi,
  cannotBeFilled,
  checkedAt,
  days,
  here,
  missing,
  neverConnected,
  recovered,
  since,
  stuck,
  timezone,
  unknownSince,
  waiting,
  windowDays,
})
