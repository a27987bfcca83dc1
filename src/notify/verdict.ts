import type { Outcome } from '../outbox/outcome'
import { type Verdict, verdictBy } from '../outbox/verdict'
import { NOTIFY_SCHEDULE } from './backoff'
import type { Claimed } from './queue'

type VerdictArgs = {
  notification: Pick<Claimed, 'attempts' | 'firstTriedAt'>
  now: Date
  outcome: Outcome
  random: () => number
}

/** The next state of a notification after an attempt, and when it is due again if it is retried. */
export const verdictOf = ({ notification, ...rest }: VerdictArgs): Verdict =>
  verdictBy({ ...notification, ...rest, schedule: NOTIFY_SCHEDULE })
