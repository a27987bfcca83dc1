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

/** How many notifications of a channel are sent at a time. */
const PARALLEL = 4
/** How often an idle channel looks for due notifications. */
const IDLE_MS = 1_000
const AFTER_ERROR_MS = 10_000
/** After this, further notifications are claimed although some of the last ones have not ended. */
const HANGING_MS = 1_000
const PACE = { busy: { factor: 19, longestMs: 1_000 }, idle: { factor: 1, longestMs: 100 } }

type RunChannel = {
  channel: Channel
  /** The notifications that are being sent; updated here. */
  inFlight: Map<Claimed, Promise<void>>
  onError: (error: unknown) => void
  pool: Pool
  send: Send
  signal: AbortSignal
}

/** Sends the due notifications of one channel until the signal. Those in flight are not stopped. */
export const runChannel = async ({
  channel,
  inFlight,
  onError,
  pool,
  send,
  signal,
}: RunChannel): Promise<void> => {
  const breaker = createBreaker({ now: Date.now, random: Math.random })
  const wait = (milliseconds: number) => pause(milliseconds, signal)

  const deliver = async (notification: Claimed): Promise<void> => {
    // Claimed just as the desk was stopping: leave it for other processes.
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
