import { addDays, weekdayOf } from '../lib/time/days'
import { HOUR_MS } from '../lib/time/units'
import { localDay, timeOfDay } from '../lib/time/zone'
import { type DigestKind, weekOf } from '../mail/periods'
import { type QuietHours, quietUntil } from './quietHours'

/** A digest that it is time to queue. */
type DueDigest = { dueAt: Date; kind: DigestKind; period: string }

const MORNING = '08:00'
/** What is later than this, after a desk was down, is no news any more. */
const TOO_LATE_MS = { daily: 24 * HOUR_MS, weekly: 72 * HOUR_MS } as const

/**
 * The digests that are complete and not too late to send, for clients of one zone: due on the morning
 * after, at 8 by the client's clocks, or when its quiet hours are over.
 */
export const dueDigests = ({
  now,
  quiet,
  timeZone,
}: {
  now: Date
  quiet: QuietHours
  timeZone: string
}): DueDigest[] => {
  const today = localDay(now, timeZone)
  const time = quietUntil(quiet, MORNING) ?? MORNING
  const monday = addDays(today, -weekdayOf(today))
  const complete: { day: string; kind: DigestKind; period: string }[] = [
    // The last but one too: its morning may be less than a day ago.
    { day: addDays(today, -1), kind: 'daily', period: addDays(today, -2) },
    { day: today, kind: 'daily', period: addDays(today, -1) },
    { day: monday, kind: 'weekly', period: weekOf(addDays(monday, -7)) },
  ]
  return complete
    .map(({ day, kind, period }) => ({ dueAt: timeOfDay(day, time, timeZone), kind, period }))
    .filter(({ dueAt, kind }) => now.getTime() - dueAt.getTime() <= TOO_LATE_MS[kind])
}
