import type { Payload } from 'payload'
import { startLoop } from '../lib/startLoop'
import { HOUR_MS, MINUTE_MS } from '../lib/time/units'
import { log } from '../log'
import { crossCheck } from '../vapiAccount/crossCheck/crossCheck'
import { watchDrift } from '../vapiAccount/drift/watchDrift'
import { workOnHistory } from '../vapiAccount/history/workOnHistory'
import { workOnRuns } from '../vapiAccount/runs/workOnRuns'
import { pruneCalls } from '../vapiAccount/walks/pruneCalls'
import { startVapiLoop } from '../vapiAccount/walks/startVapiLoop'
import type { Closers } from './closers'

type Work = (args: { payload: Payload; signal: AbortSignal }) => Promise<unknown>

type Looped = {
  /** In milliseconds, after each round. What is due is in the database: most rounds find nothing. */
  every: number
  failed: string
  first: number
  work: Work
}

const LOOPED: readonly Looped[] = [
  { every: 2_000, failed: 'Setting webhooks at Vapi failed', first: 0, work: workOnRuns },
  { every: 5_000, failed: 'Importing past calls failed', first: 0, work: workOnHistory },
  {
    every: MINUTE_MS,
    failed: 'Watching the set-up at Vapi failed',
    first: 10_000,
    work: watchDrift,
  },
  {
    every: 15 * MINUTE_MS,
    failed: 'Comparing with Vapi’s statistics failed',
    first: 5 * MINUTE_MS,
    work: crossCheck,
  },
  {
    every: HOUR_MS,
    failed: 'Deleting old calls of Vapi’s list failed',
    first: 10 * MINUTE_MS,
    work: pruneCalls,
  },
]
const AFTER_ERROR_MS = 30_000

/**
 * Starts what the desk does with accounts of Vapi. Without an account, nothing is asked of anybody. Each part has a
 * loop of its own, so that none waits for another one; requests to an account take turns.
 * @param closers gets what stops it
 */
export const startVapiLoops = ({
  closers,
  payload,
}: {
  closers: Closers
  payload: Payload
}): void => {
  closers.add(
    startVapiLoop({
      onError: (err) => log.error({ err, msg: 'Looking for missing calls failed' }),
      payload,
    }),
  )
  for (const { every, failed, first, work } of LOOPED) {
    closers.add(
      startLoop({
        afterError: Math.max(AFTER_ERROR_MS, every),
        every,
        first,
        onError: (err) => log.error({ err, msg: failed }),
        run: (signal) => work({ payload, signal }),
        spread: 0.2,
      }),
    )
  }
}
