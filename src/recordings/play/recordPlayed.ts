import type { PayloadRequest } from 'payload'
import { actorOf } from '../../audit/actor'
import { newHead, writeOnceOnCall } from '../../audit/log'
import { describeError } from '../../lib/describeError'
import { sharedMap } from '../../lib/inProcess'
import { MINUTE_MS } from '../../lib/time/units'

const EACH_MS = 30 * MINUTE_MS
const MAX_NOTED = 10_000

// Saves a query each time that a player asks for another part.
const noted = sharedMap<string, true>('recordingsPlayed')

/**
 * Records that somebody played the recording of a call, once in half an hour for each person and call, in whatever
 * process. Never makes a request fail.
 */
export const recordPlayed = async (
  req: PayloadRequest,
  { callID, now = Date.now() }: { callID: string; now?: number },
): Promise<void> => {
  const actor = actorOf(req)
  const key = `recording_played ${actor.actor} ${callID} ${Math.floor(now / EACH_MS)}`
  if (noted.has(key)) return
  try {
    const head = newHead(actor, { action: 'recording_played', collection: 'call-summaries' })
    await writeOnceOnCall(req.payload.db.pool, { document: callID, head, key })
    if (noted.size >= MAX_NOTED) noted.clear()
    noted.set(key, true)
  } catch (error) {
    req.payload.logger.error(`The history lacks a played recording: ${describeError(error)}`)
  }
}
