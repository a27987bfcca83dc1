import type { Payload } from 'payload'
import { HOUR_MS, MINUTE_MS } from '../lib/time/units'
import type { Reading } from './reading'

/** The link to a recording that is to be copied, encrypted, and when it expires. */
export type RecordingCopy = { expiresAt: Date; link: string }

/** How long Vapi's links work. */
const USUAL_LIFE_MS = 30 * MINUTE_MS
/** A link that lives longer is not kept longer: whoever posts says how long it lives. */
const LONGEST_LIFE_MS = 2 * HOUR_MS

/**
 * The copy that is to be made of a reading's recording.
 * @returns null without a link, or if it has expired
 */
export const recordingCopyOf = (
  reading: Reading,
  { now, payload }: { now: Date; payload: Payload },
): null | RecordingCopy => {
  if (reading.kind !== 'report' || !reading.recordingLink) return null
  const { expiresAt, url } = reading.recordingLink
  const life = expiresAt === null ? USUAL_LIFE_MS : expiresAt - now.getTime()
  if (life <= 0) return null
  return {
    expiresAt: new Date(now.getTime() + Math.min(life, LONGEST_LIFE_MS)),
    link: payload.encrypt(url),
  }
}
