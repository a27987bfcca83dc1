import type { Outcome } from '../outcome'

/** A text message; both numbers in E.164. */
type TextMessage = { text: string; to: string }

/**
 * Takes text messages: what another provider than Twilio has to be. Answers within 25 seconds, and throws
 * nothing.
 */
export type SMSProvider = (message: TextMessage) => Promise<Outcome>
