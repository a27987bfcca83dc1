import { isJsonObject, type JsonValue, objectOf } from '../lib/json'
import type { Transfer } from './endedReason'
import { normaliseKey } from './normaliseKey'

const CONNECTED = new Set([
  'accepted',
  'answered',
  'bridged',
  'completed',
  'connected',
  'joined',
  'merged',
  'succeeded',
  'success',
  'successful',
])
const FAILED = new Set([
  'abandoned',
  'aborted',
  'busy',
  'canceled',
  'cancelled',
  'declined',
  'denied',
  'error',
  'expired',
  'failed',
  'hungup',
  'ignored',
  'machinedetected',
  'missed',
  'noanswer',
  'notanswered',
  'notconnected',
  'notreached',
  'rangout',
  'rejected',
  'timedout',
  'timeout',
  'unanswered',
  'unavailable',
  'unreachable',
  'voicemail',
  'voicemaildetected',
])

const MAX_TRANSFERS = 100

/**
 * The result of the attempts to transfer the caller (`artifact.transfers`): connected if one of them
 * was, failed if all with a known status failed, null if none has a known status.
 */
export const readTransfers = (transfers: JsonValue | undefined): Transfer => {
  if (typeof transfers !== 'object' || transfers === null) return null
  const attempts = isJsonObject(transfers) ? Object.values(transfers) : transfers
  let found: Transfer = null
  for (const attempt of attempts.slice(0, MAX_TRANSFERS)) {
    const status = objectOf(attempt)?.status
    if (typeof status !== 'string' || status.length > 60) continue
    const name = normaliseKey(status)
    if (CONNECTED.has(name)) return 'connected'
    if (FAILED.has(name)) found = 'failed'
  }
  return found
}
