import type { Outcome } from '../../outbox/outcome'

/** A text message; both numbers in E.164. */
type TextMessage = { text: string; to: string }

/**
 * Sends text messages. This is the interface for providers other than Twilio. It must resolve within 25
 * seconds, and never throw.
 */
export type SMSProvider = (message: TextMessage) => Promise<Outcome>
