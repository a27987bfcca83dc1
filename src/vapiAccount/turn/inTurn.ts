import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { pause } from '../../lib/pause'
import { claimTurn, endTurn } from './lease'
import { enterLine } from './line'

/** Between two requests to an account, in milliseconds. */
export const PAUSE_MS = 700

/** How long a turn is waited for, in milliseconds. */
const MAX_WAIT_MS = 90_000

/** How often a process asks whether the turn is free, in milliseconds. People wait, loops do not. */
const EVERY_MS = { loop: 300, person: 100 } as const

/** What a request leaves behind. */
export type TurnResult<Value> = {
  /** For how long nobody may ask this account, in milliseconds, after this request. */
  pauseFor: number
  value: Value
}

type InTurn<Value> = {
  accountID: string
  /** Somebody waits for the answer: this request comes before those of loops. */
  isForPerson?: boolean
  /** How long to wait for the turn, in milliseconds. Default: 90 s. */
  maxWait?: number
  pool: Pool
  run: () => Promise<TurnResult<Value>>
  signal: AbortSignal
}

/** `busy`: the turn did not come in time. `stopped`: the signal, or the account is gone. */
export type Turn<Value> = { kind: 'busy' | 'stopped' } | { kind: 'done'; value: Value }

type Claim = Omit<InTurn<never>, 'run'> & { lease: string; until: number }

const claim = async ({
  accountID,
  isForPerson,
  lease,
  pool,
  signal,
  until,
}: Claim): Promise<'busy' | 'mine' | 'stopped'> => {
  const every = EVERY_MS[isForPerson ? 'person' : 'loop']
  while (!signal.aborted) {
    const claimed = await claimTurn({ accountID, lease, pool })
    if (claimed.kind === 'mine') return 'mine'
    if (claimed.kind === 'gone') return 'stopped'
    // Processes that wait for the same turn ask at different times.
    const wait = Math.max(claimed.milliseconds, every * (0.75 + Math.random() / 2))
    if (Date.now() + wait > until) return 'busy'
    await pause(wait, signal)
  }
  return 'stopped'
}

/**
 * Runs one request to an account. Over all processes one runs at a time, with a pause after each. A request must
 * end within 70 s: a turn that was not ended is free after 75 s.
 * @throws what `run` throws, and any database error before it
 */
export const inTurn = async <Value>({
  accountID,
  isForPerson = false,
  maxWait = MAX_WAIT_MS,
  pool,
  run,
  signal,
}: InTurn<Value>): Promise<Turn<Value>> => {
  const until = Date.now() + maxWait
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(maxWait)])
  const leave = await enterLine({ accountID, isForPerson, signal: inTime })
  if (!leave) return { kind: signal.aborted ? 'stopped' : 'busy' }
  try {
    const lease = randomUUID()
    const claimed = await claim({ accountID, isForPerson, lease, pool, signal, until })
    if (claimed !== 'mine') return { kind: claimed }
    let pauseFor = PAUSE_MS
    try {
      const result = await run()
      pauseFor = result.pauseFor
      return { kind: 'done', value: result.value }
    } finally {
      // The answer is there all the same: a turn that could not be ended is free when its lease is over.
      await endTurn({ accountID, lease, pauseFor, pool }).catch(() => undefined)
    }
  } finally {
    leave()
  }
}
