import type { Outcome } from '../outbox/outcome'
import type { Channel, Claimed } from './queue'

/** Hands a notification over to a channel's provider. */
export type Send = (notification: Claimed) => Promise<Outcome>

/** The function that sends, for each channel. */
export type Senders = Readonly<Record<Channel, Send>> & {
  /**
   * Queues messages again that were not sent because no provider was set up. Missing without a
   * provider.
   */
  readonly sendUnsent?: () => Promise<unknown>
}
