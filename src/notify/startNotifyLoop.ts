/**
 * Notifications to clients: the queue, digests, quiet hours, pauses, providers.
 * @module
 */

import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { MINUTE_MS } from '../lib/time/units'
import { startLane } from '../outbox/startLane'
import { channelLane } from './channelLane'
import type { Senders } from './send'

/** Repeated, since a process with older settings may still be running and mark messages as not needed. */
const UNSENT_MS = 5 * MINUTE_MS

type NotifyLoop = {
  onError: (error: unknown) => void
  pool: Pool
  senders: Senders
}

/**
 * Starts sending notifications, in a lane for each channel.
 * @returns stops it: no more are begun, and the leases of those that do not end in time are given up
 */
export const startNotifyLoop = ({ onError, pool, senders }: NotifyLoop): (() => Promise<void>) => {
  const stopLanes = (['email', 'sms'] as const).map((channel) =>
    startLane({ lane: channelLane({ channel, pool, send: senders[channel] }), onError }),
  )
  const { sendUnsent } = senders
  const stopUnsent = sendUnsent && startLoop({ every: UNSENT_MS, onError, run: () => sendUnsent() })
  return async () => {
    await Promise.all([stopUnsent?.(), ...stopLanes.map((stop) => stop())])
  }
}
