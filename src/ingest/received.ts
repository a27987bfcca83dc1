import type { RefusalReason } from '../sender/verify'

/** What happened to a posted body. `reply` is what Vapi expects as the answer to that message type. */
export type Received =
  | { kind: 'kept'; messageType: null | string; state: 'merged' | 'needs_review' | 'stored' }
  | { kind: 'malformed' }
  | { kind: 'refused'; reason: RefusalReason }
  | { kind: 'reply'; messageType: string; reply: object }
  | { kind: 'unknown_token' }
