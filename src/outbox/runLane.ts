/**
 * Work that follows from a committed row: leases, pauses, breaker, dead letters; a lane for each kind.
 * @module
 */

import { performance } from 'node:perf_hooks'
import { createPacer } from '../lib/createPacer'
import { pause } from '../lib/pause'
import { withTimeout } from '../lib/withTimeout'
import { createBreaker } from './breaker'
import type { Lane, Leased } from './lane'
import { makeAttempt } from './makeAttempt'
import type { Outcome } from './outcome'
import { verdictBy } from './verdict'

/** How often an idle lane looks for what is due. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
/** After this, more is claimed although some of the last ones have not ended. */
const HANGING_MS = 1_000
const PACE = { busy: { factor: 19, longestMs: 1_000 }, idle: { factor: 1, longestMs: 100 } }

type RunLane<Item extends Leased> = {
  /** What is being tried; updated here. */
  inFlight: Map<Item, Promise<void>>
  lane: Lane<Item>
  onError: (error: unknown) => void
  signal: AbortSignal
}

/** Works on one lane until the signal. What is in flight then is not waited for: `inFlight` has it. */
export const runLane = async <Item extends Leased>({
  inFlight,
  lane,
  onError,
  signal,
}: RunLane<Item>): Promise<void> => {
  const breaker = createBreaker({ now: Date.now, random: Math.random })
  const wait = (milliseconds: number) => pause(milliseconds, signal)

  const deliver = async (item: Item): Promise<void> => {
    // Claimed just as the desk was stopping: leave it for other processes.
    const outcome: Outcome = signal.aborted
      ? { dueAt: new Date(), kind: 'put_off' }
      : await makeAttempt({ item, lane, now: () => new Date(), onError, stop: signal })
    breaker.note(outcome)
    const { attempts, firstTriedAt } = item
    const { schedule } = lane
    const { random } = Math
    const now = new Date()
    const verdict = verdictBy({ attempts, firstTriedAt, now, outcome, random, schedule })
    if (await lane.finish(item, verdict)) lane.note?.(verdict)
  }

  const begin = (item: Item): Promise<void> => {
    const ended = deliver(item)
      .catch(onError)
      .finally(() => inFlight.delete(item))
    inFlight.set(item, ended)
    return ended
  }

  const nextFew = async (): Promise<Item[]> => {
    const limit = breaker.allowed(lane.parallel - inFlight.size)
    return limit > 0 ? await lane.claim(limit) : []
  }

  const pace = createPacer(PACE)
  while (!signal.aborted) {
    const start = performance.now()
    const claimed = await nextFew().catch((error: unknown) => {
      onError(error)
      return null
    })
    if (!claimed || claimed.length === 0) {
      await wait(claimed ? IDLE_MS : AFTER_ERROR_MS)
      continue
    }
    await withTimeout(Promise.all(claimed.map(begin)), {
      milliseconds: HANGING_MS,
      onTimeout: () => undefined,
      signal,
    })
    await pace(performance.now() - start, signal)
  }
}
