import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { newHead } from '../../audit/log'
import { sharedWeakMap } from '../../lib/inProcess'
import { deskAddress } from '../setup/address'
import { type SetupProblemCode, STOPS_ALL } from '../setup/problems'
import { rotateClient } from '../setup/rotateClient'
import { setClient } from '../setup/setClient'
import { endItem, endRun, leaveRun, nextItem, type TakenRun, takeRun } from './runs'

/** How many accounts a process works on at the same time. Each has its own line at Vapi. */
const MOST_AT_ONCE = 4
/** How often a client is tried whose process died or whose answers did not come. */
const MAX_ATTEMPTS = 3
/** In seconds: another process, or the next turn of the loop, tries again after Vapi did not answer. */
const PAUSE_S = 30

type Work = { payload: Payload; signal: AbortSignal }
type Result = { problem: null | SetupProblemCode; state: 'done' | 'failed' | 'skipped' }

/** Left as they are, and not for a failure: staff look at them one by one. */
const LEFT: ReadonlySet<SetupProblemCode> = new Set([
  'no_account',
  'no_assistant',
  'no_token',
  'other_receiver',
])

/** Passing: another try may succeed. */
const PASSING: ReadonlySet<SetupProblemCode> = new Set([
  'not_read',
  'token_changed',
  'turn_taken',
  'vapi_unreachable',
])

const resultOf = (problems: readonly SetupProblemCode[]): Result => {
  const [problem = null] = [...problems].sort((a, b) => Number(LEFT.has(a)) - Number(LEFT.has(b)))
  if (problem === null) return { problem: null, state: 'done' }
  return { problem, state: LEFT.has(problem) ? 'skipped' : 'failed' }
}

const setUp = async (clientID: string, { run }: TakenRun, work: Work): Promise<Result> => {
  const { actor, takesOver } = run
  const result = await setClient({ ...work, actor, clientID, forPerson: false, takesOver })
  if ('problem' in result) return resultOf([result.problem.code])
  return resultOf(
    result.assistants.flatMap((each) => (each.kind === 'refused' ? [each.problem.code] : [])),
  )
}

const rotate = async (clientID: string, { run }: TakenRun, work: Work): Promise<Result> => {
  const { actor, graceHours } = run
  const entry = {
    changes: null,
    head: newHead(actor, { action: 'token_rotated', collection: 'users' }),
    isSingle: true,
  }
  const outcome = await rotateClient({
    ...work,
    actor,
    clientID,
    entry,
    forPerson: false,
    graceHours,
  })
  if (outcome.kind === 'refused') return resultOf([outcome.problem.code])
  return { problem: null, state: outcome.kind === 'rotated' ? 'done' : 'skipped' }
}

const workOn = async (taken: TakenRun, work: Work): Promise<void> => {
  const { payload, signal } = work
  const { pool } = payload.db
  if ('problem' in deskAddress(payload)) return await endRun(pool, taken, 'no_address')
  for (;;) {
    // Another process goes on, or this one after its next start.
    if (signal.aborted) return await leaveRun(pool, taken, 0)
    const next = await nextItem(pool, taken)
    if (!next) return await endRun(pool, taken, null)
    const { attempts, clientID } = next
    const act = taken.run.kind === 'rotate' ? rotate : setUp
    const result = await act(clientID, taken, work)
    if (signal.aborted && result.problem !== null && PASSING.has(result.problem)) continue
    if (result.problem !== null && STOPS_ALL.has(result.problem)) {
      return await endRun(pool, taken, result.problem)
    }
    if (result.problem !== null && PASSING.has(result.problem) && attempts < MAX_ATTEMPTS) {
      return await leaveRun(pool, taken, PAUSE_S)
    }
    await endItem(pool, taken, { clientID, ...result })
  }
}

/** Goes on with one run; after an unexpected error it is left to the next turn. */
const workOnOne = async (taken: TakenRun, work: Work): Promise<void> => {
  try {
    await workOn(taken, work)
  } catch (error) {
    await leaveRun(work.payload.db.pool, taken, PAUSE_S)
    throw error
  }
}

/** Pools for whose runs a loop of this process cares. */
const looped = sharedWeakMap<Pool, true>('vapiRunLoops')

/** Whether a loop of this process works on runs. */
export const isLooped = (pool: Pool): boolean => looped.has(pool)

/**
 * One round of a loop that continues runs which set up or rotate many clients.
 * @throws whatever kept a run from going on; it is left to the next round
 */
export const workOnRuns = (work: Work): Promise<void> => {
  looped.set(work.payload.db.pool, true)
  return continueRuns(work)
}

/**
 * Continues runs as far as no other process does: from the first client that an earlier one did not get to.
 * @throws whatever kept a run from going on; it is left to whoever looks next
 */
export const continueRuns = async (work: Work): Promise<void> => {
  const { pool } = work.payload.db
  const atWork: Promise<void>[] = []
  while (atWork.length < MOST_AT_ONCE && !work.signal.aborted) {
    const taken = await takeRun(pool)
    if (!taken) break
    atWork.push(workOnOne(taken, work))
  }
  const settled = await Promise.allSettled(atWork)
  const failed = settled.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}
