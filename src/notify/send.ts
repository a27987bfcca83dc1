import type { Outcome } from './outcome'
import type { Channel, Claimed } from './queue'

/** Hands a notification over to a channel's provider. */
export type Send = (notification: Claimed) => Promise<Outcome>

/** Who hands over what goes by each channel. */
export type Senders = Readonly<Record<Channel, Send>> & {
  /** Has sent what was not for want of a provider that is there now. */
  readonly sendUnsent?: () => Promise<unknown>
}
