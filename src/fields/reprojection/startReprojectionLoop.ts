import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { sharedWeakMap } from '../../lib/inProcess'
import { pause } from '../../lib/pause'
import { startLoop } from '../../lib/startLoop'
import { inBackground } from '../../request/inBackground'
import { workOnRun } from './workOnRun'

/** How soon a run begins that was started here or elsewhere, or is continued whose process died. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
const BUSY_MS = 1_000

/** Pools for whose runs a loop of this process cares. */
const looped = sharedWeakMap<Pool, true>('reprojectionLoops')

type Loop = { onError: (error: unknown) => void; payload: Payload }

/**
 * Starts the work on runs: also on those of a process that died. Several processes take turns.
 * @returns stops it; another process, or the next start, continues the run
 */
export const startReprojectionLoop = ({ onError, payload }: Loop): (() => Promise<void>) => {
  const { pool } = payload.db
  looped.set(pool, true)
  const stop = startLoop({
    afterError: AFTER_ERROR_MS,
    every: IDLE_MS,
    onError,
    run: (signal) => workOnRun({ payload, signal }),
    spread: 0.2,
  })
  return () => {
    looped.delete(pool)
    return stop()
  }
}

const workUntilOver = async (payload: Payload): Promise<void> => {
  const { signal } = new AbortController()
  for (;;) {
    const worked = await workOnRun({ payload, signal })
    if (worked === 'nothing') return
    if (worked === 'busy') await pause(BUSY_MS, undefined)
  }
}

const start = inBackground({
  failed: 'Reading past calls again failed',
  name: 'reprojectionsInBackground',
  work: workUntilOver,
})

/**
 * Works on a run in the background where no loop does it: under plain `next start` and on serverless hosts. After an
 * error, whoever looks at the run next tries again.
 */
export const reprojectInBackground = (payload: Payload): void => {
  if (!looped.has(payload.db.pool)) start(payload)
}
