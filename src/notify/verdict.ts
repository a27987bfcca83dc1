import { nextTry } from './backoff'
import type { Outcome } from './outcome'
import type { Claimed, Verdict } from './queue'

type VerdictArgs = {
  notification: Pick<Claimed, 'attempts' | 'firstTriedAt'>
  now: Date
  outcome: Outcome
  random: () => number
}

/** The next state of a notification after an attempt, and when it is due again if it is retried. */
export const verdictOf = ({ notification, now, outcome, random }: VerdictArgs): Verdict => {
  switch (outcome.kind) {
    case 'failed': {
      const { attempts } = notification
      const { problem, retryAfterMs } = outcome
      const dueAt = nextTry({ ...notification, now, random, retryAfterMs })
      if (dueAt) return { dueAt, isAttempt: true, problem, state: 'waiting' }
      return { problem: `${problem} Given up after ${attempts} attempts.`, state: 'dead' }
    }
    case 'not_needed':
      return { problem: outcome.problem, state: 'not_needed' }
    case 'put_off':
      return { dueAt: outcome.dueAt, isAttempt: false, problem: null, state: 'waiting' }
    case 'refused':
      return { problem: outcome.problem, state: 'dead' }
    case 'sent':
      return { problem: null, providerID: outcome.providerID, state: 'sent' }
  }
}
