import type { RefusalReason } from '../sender/verify'

/** What became of a posted body. `reply` is what Vapi wants to hear for that type of message. */
export type Received =
  | { kind: 'kept'; messageType: null | string; state: 'merged' | 'needs_review' | 'stored' }
  | { kind: 'malformed' }
  | { kind: 'refused'; reason: RefusalReason }
  | { kind: 'reply'; messageType: string; reply: object }
  | { kind: 'unknown_token' }
