import { dateFormat } from '../../lib/intlFormats'
import { addDays, type Day, wallOf } from '../../lib/time/days'
import { localDay } from '../../lib/time/zone'
import type { Texts } from '../../translations/texts'
import { clockOf, type ListedCall } from './listedCall'

type Reader = { now: Date; texts: Pick<Texts, 'locale' | 't'>; zone: string }

/**
 * A day as a heading: “Today”, “Yesterday”, “Wed 25 Nov”, and with its year if that is not the current one.
 */
export const dayHeading = (day: Day, { now, texts: { locale, t }, zone }: Reader): string => {
  const today = localDay(now, zone)
  if (day === today) return t('calls.today')
  if (day === addDays(today, -1)) return t('calls.yesterday')
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    weekday: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(wallOf(day))
}

/** The calls of one day, in the client's zone. */
export type DayGroup<Call> = { calls: Call[]; day: Day | null; heading: string }

/** Groups calls by their day, in the order in which they are given. `day` is null for calls without a time. */
export const groupByDay = <Call extends Pick<ListedCall, 'reportedAt' | 'startedAt'>>(
  calls: readonly Call[],
  reader: Reader,
): DayGroup<Call>[] => {
  const groups: DayGroup<Call>[] = []
  for (const call of calls) {
    const time = clockOf(call)
    const day = time === null ? null : localDay(new Date(time), reader.zone)
    const last = groups.at(-1)
    if (last && last.day === day) last.calls.push(call)
    else {
      const heading = day === null ? reader.texts.t('calls.noTime') : dayHeading(day, reader)
      groups.push({ calls: [call], day, heading })
    }
  }
  return groups
}
