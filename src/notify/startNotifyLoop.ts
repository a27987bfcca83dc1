/**
 * Notifications to clients: the queue, digests, quiet hours, pauses, providers.
 * @module
 */

import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { MINUTE_MS } from '../lib/time/units'
import { withTimeout } from '../lib/withTimeout'
import { type Claimed, giveBack } from './queue'
import { runChannel } from './runChannel'
import type { Senders } from './send'

/** How long stopping waits for notifications in flight, and then for giving up their leases. */
const STOP_MS = { giveBack: 500, inFlight: 2_500 }

/** Repeated, since a process with older settings may still be running and mark messages as not needed. */
const UNSENT_MS = 5 * MINUTE_MS

type NotifyLoop = {
  onError: (error: unknown) => void
  pool: Pool
  senders: Senders
}

/**
 * Starts sending notifications: within about a second of being due, later while the process is busy.
 * Several processes share the work.
 * @returns stops it: no more are begun, and the leases of those that do not end in time are given up
 */
export const startNotifyLoop = ({ onError, pool, senders }: NotifyLoop): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const inFlight = {
    email: new Map<Claimed, Promise<void>>(),
    sms: new Map<Claimed, Promise<void>>(),
  }
  const channels = (['email', 'sms'] as const).map((channel) =>
    runChannel({
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
    const ended = Promise.all(channels).then(() => Promise.all(all().map(([, each]) => each)))
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
