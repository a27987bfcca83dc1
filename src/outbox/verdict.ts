import type { Outcome } from './outcome'
import { nextTryBy, type Schedule } from './schedule'

/** The next state of what was claimed. If `isAttempt` is false, the attempt is not counted. */
export type Verdict =
  | { problem: null; providerID: null | string; state: 'sent' }
  | { problem: string; state: 'dead' | 'not_needed' }
  | { dueAt: Date; isAttempt: boolean; problem: null | string; state: 'waiting' }

type VerdictArgs = {
  attempts: number
  firstTriedAt: Date
  now: Date
  outcome: Outcome
  random: () => number
  schedule: Schedule
}

/** The next state after an attempt, and when it is due again if it is tried again. */
export const verdictBy = ({
  attempts,
  firstTriedAt,
  now,
  outcome,
  random,
  schedule,
}: VerdictArgs): Verdict => {
  switch (outcome.kind) {
    case 'failed': {
      const { problem, retryAfterMs } = outcome
      const dueAt = nextTryBy(schedule, { attempts, firstTriedAt, now, random, retryAfterMs })
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
