import type { Channel, Claimed } from '../database/notifications'
import type { Outcome } from './outcome'

/**
 * Hands a notification over to a channel's provider.
 * @param signal ends it: time is up
 */
export type Send = (notification: Claimed, signal: AbortSignal) => Promise<Outcome>

/** Who hands over what goes by each channel. */
export type Senders = Readonly<Record<Channel, Send>>
