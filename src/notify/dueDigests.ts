import { addDays, weekdayOf } from '../lib/time/days'
import { HOUR_MS } from '../lib/time/units'
import { localDay, timeOfDay } from '../lib/time/zone'
import { type DigestKind, weekOf } from '../mail/periods'
import { type QuietHours, quietUntil } from './quietHours'

/** A digest that can be queued. */
type DueDigest = { dueAt: Date; kind: DigestKind; period: string }

const MORNING = '08:00'
/** After a downtime, digests that are later than this are out of date. */
const TOO_LATE_MS = { daily: 24 * HOUR_MS, weekly: 72 * HOUR_MS } as const

/**
 * The digests that are complete and not too late to send, for clients with the same zone and quiet hours.
 * They are due the morning after, at 8 local time, or when the quiet hours are over.
 * @returns at most two daily digests and a weekly one
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
    // The day before yesterday too: its digest may have been due less than 24 hours ago.
    { day: addDays(today, -1), kind: 'daily', period: addDays(today, -2) },
    { day: today, kind: 'daily', period: addDays(today, -1) },
    { day: monday, kind: 'weekly', period: weekOf(addDays(monday, -7)) },
  ]
  return complete
    .map(({ day, kind, period }) => ({ dueAt: timeOfDay(day, time, timeZone), kind, period }))
    .filter(({ dueAt, kind }) => now.getTime() - dueAt.getTime() <= TOO_LATE_MS[kind])
}
