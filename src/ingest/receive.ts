import type { Payload } from 'payload'
import { readDelivery } from '../vapi/delivery'
import { isTokenShaped } from '../vapi/token'
import { hasClient, type Origin, storeForReview, storeReport } from './store'
import { tokenIndex } from './tokenIndex'

/** What became of a posted body. `reply` is what Vapi wants to hear for that type of message. */
export type Received =
  | { kind: 'kept'; messageType: null | string; state: 'merged' | 'needs_review' | 'stored' }
  | { kind: 'malformed' }
  | { kind: 'reply'; messageType: string; reply: object }
  | { kind: 'unknown_token' }

type Posted = { payload: Payload; receivedAt: Date; text: string; token: unknown }

// Vapi waits for 20 s by default, other senders for less: an answer of 503 must come in time.
const PATIENCE_MS = 4_500

// SQLSTATE classes that say that this data cannot be stored, however often it is tried.
const UNSTORABLE = /^(22|23|54)/

const isUnstorable = (err: unknown): boolean =>
  err instanceof Error && 'code' in err && typeof err.code === 'string' && UNSTORABLE.test(err.code)

/**
 * Takes in one body that was posted to a client's URL. When this returns, what it says is committed.
 * @throws whatever the database throws when it cannot be reached; then nothing is stored
 */
export const receive = async ({ payload, receivedAt, text, token }: Posted): Promise<Received> => {
  if (!isTokenShaped(token)) return { kind: 'unknown_token' }
  const origin: Origin = {
    client: { by: 'token', value: tokenIndex({ secret: payload.secret, token }) },
    deadline: Date.now() + PATIENCE_MS,
    pool: payload.db.pool,
    receivedAt,
  }
  const delivery = readDelivery({ receivedAt, text, token })

  if (delivery.kind === 'reply') {
    const { messageType, reply } = delivery
    const known = await hasClient(origin)
    return known ? { kind: 'reply', messageType, reply } : { kind: 'unknown_token' }
  }
  if (delivery.kind !== 'report') {
    const state = await storeForReview(origin, delivery)
    if (state === null) return { kind: 'unknown_token' }
    if (delivery.kind === 'malformed') return { kind: 'malformed' }
    return { kind: 'kept', messageType: delivery.messageType, state }
  }

  const { messageType } = delivery
  try {
    const state = await storeReport(origin, delivery)
    return state === null ? { kind: 'unknown_token' } : { kind: 'kept', messageType, state }
  } catch (err) {
    if (!isUnstorable(err)) throw err
    const state = await storeForReview(origin, {
      body: delivery.body,
      messageType,
      problem: 'The database could not store this report.',
      vapiCallId: delivery.report.vapiCallId,
    })
    return state === null ? { kind: 'unknown_token' } : { kind: 'kept', messageType, state }
  }
}
