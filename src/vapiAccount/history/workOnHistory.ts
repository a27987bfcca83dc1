/**
 * Imports an account's past calls: dry run, progress, stopping, resuming.
 * @module
 */

import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { connectionOf } from '../accounts/connect'
import type { VapiProblem } from '../api/answer'
import { finishRun } from './finishRun'
import { claimRun, giveBackRun, type Held, renewRun } from './runs'
import { type Walked, walkHistory } from './walk'

/** So many attempts in a row may fail, or end with their process, before the run does. */
const MAX_ATTEMPTS = 5
const RENEW_MS = 10_000
/** By attempts. */
const RETRY_SECONDS = 60
const BLOCKED_SECONDS = 900
/** So many accounts are worked on at a time in a process. */
const AT_A_TIME = 2

/** It passes by itself. Everything else needs staff. */
const PASSING: ReadonlySet<VapiProblem['kind']> = new Set([
  'blocked',
  'busy',
  'rate_limited',
  'stopped',
  'too_large',
  'unreachable',
])

type Work = { payload: Payload; signal: AbortSignal }

const endOnProblem = async (payload: Payload, held: Held, problem: VapiProblem): Promise<void> => {
  const { attempts } = held.run
  if (problem.kind === 'stopped') {
    await giveBackRun({ ...held, problem: null, retryAfterSeconds: null })
  } else if (PASSING.has(problem.kind) && attempts < MAX_ATTEMPTS) {
    const retryAfterSeconds =
      problem.kind === 'blocked' ? BLOCKED_SECONDS : RETRY_SECONDS * Math.max(1, attempts)
    await giveBackRun({ ...held, problem: problem.kind, retryAfterSeconds })
  } else {
    await finishRun({ ...held, payload, problem: problem.kind, state: 'failed' })
  }
}

const end = async (payload: Payload, held: Held, walked: Walked): Promise<void> => {
  const { run } = walked
  const now = { ...held, run }
  if (walked.kind === 'aborted') {
    return giveBackRun({ ...now, problem: null, retryAfterSeconds: null })
  }
  if (walked.kind === 'over') {
    // Otherwise another process has it, or its client or account is gone.
    if (run.state !== 'stopping') return
    return finishRun({ ...now, payload, problem: null, state: 'stopped' })
  }
  if (walked.kind === 'problem') return endOnProblem(payload, now, walked.problem)
  if (walked.kind === 'complete' || walked.kind === 'edge') {
    return finishRun({ ...now, payload, problem: null, state: 'done' })
  }
  return finishRun({ ...now, payload, problem: walked.kind, state: 'failed' })
}

const walkOn = async ({ payload, signal }: Work, held: Held): Promise<void> => {
  const { run } = held
  if (run.state === 'stopping') {
    return finishRun({ ...held, payload, problem: null, state: 'stopped' })
  }
  if (run.attempts > MAX_ATTEMPTS) {
    return finishRun({ ...held, payload, problem: run.problem ?? 'unexpected', state: 'failed' })
  }
  const connection = await connectionOf(payload, run.accountID, { signal })
  if (!connection) {
    return finishRun({ ...held, payload, problem: 'no_key', state: 'failed' })
  }
  return end(payload, held, await walkHistory({ ...held, connection, payload, signal }))
}

/** Works on one run. @returns whether there was one */
const workOnOne = async ({ payload, signal }: Work): Promise<boolean> => {
  const { pool } = payload.db
  const lease = randomUUID()
  const run = await claimRun(pool, lease)
  if (!run) return false
  const held = { lease, pool, run }
  const lost = new AbortController()
  // A request to Vapi may take minutes with all of its tries.
  const renewal = setInterval(() => {
    renewRun(held).then(
      (isKept) => isKept || lost.abort(),
      // The next one may work. Otherwise the lease ends, and with it the run's next write.
      () => undefined,
    )
  }, RENEW_MS)
  try {
    const either = AbortSignal.any([signal, lost.signal])
    await walkOn({ payload, signal: either }, held)
  } catch (error) {
    const { attempts } = run
    await giveBackRun({ ...held, problem: null, retryAfterSeconds: RETRY_SECONDS * attempts })
    throw error
  } finally {
    clearInterval(renewal)
  }
  return true
}

/**
 * Does what is left of the imports of past calls that are not over and that no other process works on: each from the
 * first call that an earlier attempt did not get to. Nobody is notified of what is imported.
 * @param work `signal` ends it before the next call; another attempt continues there
 * @returns whether there was something to do
 * @throws whatever keeps a call from being stored; after five attempts in a row its run ends as failed
 */
export const workOnHistory = async (work: Work): Promise<boolean> => {
  const one = async (): Promise<boolean> => {
    let hasWorked = false
    while (!work.signal.aborted && (await workOnOne(work))) hasWorked = true
    return hasWorked
  }
  const results = await Promise.allSettled(Array.from({ length: AT_A_TIME }, one))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.some((result) => result.status === 'fulfilled' && result.value)
}
