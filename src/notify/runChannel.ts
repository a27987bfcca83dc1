import type { Pool } from 'pg'
import { runLane } from '../outbox/runLane'
import { channelLane } from './channelLane'
import type { Channel, Claimed } from './queue'
import type { Send } from './send'

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
export const runChannel = ({ inFlight, onError, signal, ...channel }: RunChannel): Promise<void> =>
  runLane({ inFlight, lane: channelLane(channel), onError, signal })
