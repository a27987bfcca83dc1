import {
  addDays,
  type DigestKind,
  instantOf,
  isTimeOfDay,
  localDay,
  weekdayOf,
  weekOf,
} from '../mail/periods'

/** A digest that it is time to queue. */
type DueDigest = { dueAt: Date; kind: DigestKind; period: string }

/** When a client wants to hear nothing, `HH:MM` each; it may go past midnight. */
export type Quiet = { from: null | string; until: null | string }

const MORNING = '08:00'
const HOUR_MS = 3_600_000
/** What is later than this, after a desk was down, is no news any more. */
const TOO_LATE_MS = { daily: 24 * HOUR_MS, weekly: 72 * HOUR_MS } as const

const isQuiet = (time: string, { from, until }: { from: string; until: string }): boolean =>
  from <= until ? from <= time && time < until : time >= from || time < until

/** The client's morning, or when it is no longer quiet. What is no time counts as not given. */
const timeToSend = ({ from, until }: Quiet): string => {
  if (!isTimeOfDay(from) || !isTimeOfDay(until)) return MORNING
  return isQuiet(MORNING, { from, until }) ? until : MORNING
}

/**
 * The digests that are complete and not too late to send, for clients of one zone: due on the morning
 * after, at 8 by the client's clocks.
 */
export const dueDigests = ({
  now,
  quiet,
  timeZone,
}: {
  now: Date
  quiet: Quiet
  timeZone: string
}): DueDigest[] => {
  const today = localDay(now, timeZone)
  const time = timeToSend(quiet)
  const monday = addDays(today, -weekdayOf(today))
  const complete: { day: string; kind: DigestKind; period: string }[] = [
    // The last but one too: its morning may be less than a day ago.
    { day: addDays(today, -1), kind: 'daily', period: addDays(today, -2) },
    { day: today, kind: 'daily', period: addDays(today, -1) },
    { day: monday, kind: 'weekly', period: weekOf(addDays(monday, -7)) },
  ]
  return complete
    .map(({ day, kind, period }) => ({ dueAt: instantOf(day, time, timeZone), kind, period }))
    .filter(({ dueAt, kind }) => now.getTime() - dueAt.getTime() <= TOO_LATE_MS[kind])
}
