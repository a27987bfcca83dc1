import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { MINUTE_MS } from '../lib/time/units'
import { withTimeout } from '../lib/withTimeout'
import { runLane } from './lane'
import { type Claimed, giveBack } from './queue'
import type { Senders } from './send'

/** How long what is in flight has to end at a stop, and then the giving back of it. */
const STOP_MS = { giveBack: 500, inFlight: 2_500 }

/** A process of before may still be there, which cannot send what this one can. */
const UNSENT_MS = 5 * MINUTE_MS

type NotifyLoop = {
  onError: (error: unknown) => void
  pool: Pool
  senders: Senders
}

/**
 * Sends notifications from now on, a second after they are due or when there is time. Several processes
 * share the work.
 * @returns what ends it: nothing more is begun, and what does not end in time is given back
 */
export const startNotifyLoop = ({ onError, pool, senders }: NotifyLoop): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const inFlight = {
    email: new Map<Claimed, Promise<void>>(),
    sms: new Map<Claimed, Promise<void>>(),
  }
  const lanes = (['email', 'sms'] as const).map((channel) =>
    runLane({
      channel,
      inFlight: inFlight[channel],
      onError,
      pool,
      send: senders[channel],
      signal,
    }).catch(onError),
  )
  const { sendUnsent } = senders
  const stopUnsent = sendUnsent && startLoop({ every: UNSENT_MS, onError, run: () => sendUnsent() })

  return async () => {
    controller.abort()
    const all = () => [...inFlight.email, ...inFlight.sms]
    const ended = Promise.all(lanes).then(() => Promise.all(all().map(([, each]) => each)))
    await Promise.all([
      stopUnsent?.(),
      withTimeout(ended, { milliseconds: STOP_MS.inFlight, onTimeout: () => undefined }),
    ])
    const leases = all().map(([{ lease }]) => lease)
    if (leases.length === 0) return
    await withTimeout(giveBack(pool, leases).catch(onError), {
      milliseconds: STOP_MS.giveBack,
      onTimeout: () => undefined,
    })
  }
}
