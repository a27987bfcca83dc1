import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { createPacer } from '../lib/createPacer'
import { pause } from '../lib/pause'
import { withTimeout } from '../lib/withTimeout'
import { createBreaker } from './breaker'
import { countNotification } from './countNotification'
import { handOver } from './handOver'
import type { Outcome } from './outcome'
import { type Channel, type Claimed, claimDue, finish } from './queue'
import type { Send } from './send'
import { verdictOf } from './verdict'

/** How many go out by a channel at a time. */
const PARALLEL = 4
/** So long after it is due a notification goes out, when nothing else is going on. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
/** One that hangs holds up its place, not those beside it. */
const HANGING_MS = 1_000
const PACE = { busy: { factor: 19, longestMs: 1_000 }, idle: { factor: 1, longestMs: 100 } }

type Lane = {
  channel: Channel
  /** What is being handed over; the lane keeps it. */
  inFlight: Map<Claimed, Promise<void>>
  onError: (error: unknown) => void
  pool: Pool
  send: Send
  signal: AbortSignal
}

/** Sends what is due by one channel until it is told to stop; what is in flight then goes on. */
export const runLane = async ({
  channel,
  inFlight,
  onError,
  pool,
  send,
  signal,
}: Lane): Promise<void> => {
  const breaker = createBreaker({ now: Date.now, random: Math.random })
  const wait = (milliseconds: number) => pause(milliseconds, signal)

  const deliver = async (notification: Claimed): Promise<void> => {
    // What was claimed at the very moment of a stop is left for others.
    const outcome: Outcome = signal.aborted
      ? { dueAt: new Date(), kind: 'put_off' }
      : await handOver({ notification, now: () => new Date(), onError, send })
    breaker.note(outcome)
    const { random } = Math
    const verdict = verdictOf({ notification, now: new Date(), outcome, random })
    if (await finish(pool, notification, verdict)) countNotification(channel, verdict)
  }

  const begin = (notification: Claimed): Promise<void> => {
    const ended = deliver(notification)
      .catch(onError)
      .finally(() => inFlight.delete(notification))
    inFlight.set(notification, ended)
    return ended
  }

  const nextFew = async (): Promise<Claimed[]> => {
    const limit = breaker.allowed(PARALLEL - inFlight.size)
    return limit > 0 ? await claimDue({ channel, limit, pool }) : []
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
