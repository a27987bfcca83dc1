import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { MINUTE_MS } from '../lib/time/units'
import { runLane } from './lane'
import { type Claimed, giveBack } from './queue'
import type { Senders } from './send'

/** How long what is in flight has to end at a stop, and then the giving back of it. */
const STOP_MS = { giveBack: 500, inFlight: 2_500 }

/** A process of before may still be there, which cannot send what this one can. */
const UNSENT_MS = 5 * MINUTE_MS

type KeepNotifying = {
  onError: (error: unknown) => void
  pool: Pool
  senders: Senders
}

/**
 * Sends notifications from now on, a second after they are due or when there is time. Several processes
 * share the work.
 * @returns what ends it: nothing more is begun, and what does not end in time is given back
 */
export const keepNotifying = ({ onError, pool, senders }: KeepNotifying): (() => Promise<void>) => {
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
  const wait = (ms: number) => sleep(ms, undefined, { ref: false })
  const keepSendingUnsent = async () => {
    while (senders.sendUnsent && !signal.aborted) {
      await senders.sendUnsent().catch(onError)
      await sleep(UNSENT_MS, undefined, { ref: false, signal }).catch(() => undefined)
    }
  }
  void keepSendingUnsent()

  return async () => {
    controller.abort()
    const all = () => [...inFlight.email, ...inFlight.sms]
    const ended = Promise.all(lanes).then(() => Promise.all(all().map(([, each]) => each)))
    await Promise.race([ended, wait(STOP_MS.inFlight)])
    const leases = all().map(([{ lease }]) => lease)
    if (leases.length === 0) return
    await Promise.race([giveBack(pool, leases).catch(onError), wait(STOP_MS.giveBack)])
  }
}
