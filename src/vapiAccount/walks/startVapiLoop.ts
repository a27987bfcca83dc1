/**
 * Walks over the calls that Vapi lists for an account, so that none is missing here.
 * @module
 */

import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { sharedWeakMap } from '../../lib/inProcess'
import { pause } from '../../lib/pause'
import { startLoop } from '../../lib/startLoop'
import { inBackground } from '../../request/inBackground'
import { dueAccounts } from './dueAccounts'
import { workOnAccount } from './workOnAccount'

/** How soon a walk begins that is due, or that staff ask for. */
const IDLE_MS = 3_000
const AFTER_ERROR_MS = 15_000
/** Each has at most one statement at a time, on connections that reports do not use. */
const PARALLEL = 2
const MAX_ROUNDS = 1_000

/** Pools for whose accounts a loop of this process cares. */
const looped = sharedWeakMap<Pool, true>('vapiLoops')

type Work = { onError: (error: unknown) => void; payload: Payload; signal: AbortSignal }

/**
 * Works on the accounts that are due, two at a time. One that fails does not stop the others.
 * @returns how many accounts were worked on
 */
export const workOnDueAccounts = async ({ onError, payload, signal }: Work): Promise<number> => {
  const waiting = await dueAccounts(payload.db.pool)
  let worked = 0
  const workInTurn = async () => {
    for (let accountID = waiting.shift(); accountID; accountID = waiting.shift()) {
      if (signal.aborted) return
      const done = await workOnAccount({ accountID, payload, signal }).catch(onError)
      if (done === 'worked') worked += 1
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, workInTurn))
  return worked
}

type Loop = { onError: (error: unknown) => void; payload: Payload }

/**
 * Starts the work on the accounts' calls. Without an account, nothing is asked of anybody. Several processes take turns
 * by account.
 * @returns stops it; another process, or the next start, goes on
 */
export const startVapiLoop = ({ onError, payload }: Loop): (() => Promise<void>) => {
  const { pool } = payload.db
  looped.set(pool, true)
  const stop = startLoop({
    afterError: AFTER_ERROR_MS,
    every: IDLE_MS,
    onError,
    run: (signal) => workOnDueAccounts({ onError, payload, signal }),
    spread: 0.2,
  })
  return () => {
    looped.delete(pool)
    return stop()
  }
}

const workUntilDone = async (payload: Payload): Promise<void> => {
  const { signal } = new AbortController()
  const onError = (err: unknown) => payload.logger.error({ err, msg: 'Walking over calls failed' })
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if ((await workOnDueAccounts({ onError, payload, signal })) === 0) return
    await pause(IDLE_MS, signal)
  }
}

const start = inBackground({
  failed: 'Walking over calls failed',
  name: 'vapiWalksInBackground',
  work: workUntilDone,
})

/**
 * Does what is due in the background where no loop of this process does it: under plain `next start` and on serverless
 * hosts. Whoever looks at the state next continues it.
 */
export const workInBackground = (payload: Payload): void => {
  if (!looped.has(payload.db.pool)) start(payload)
}
