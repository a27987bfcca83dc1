import { addDays, type Day } from '../lib/time/days'
import { localDay } from '../lib/time/zone'
import { openSpans, type ServiceHours } from '../mail/openHours'

type Asked = { from: Date; hours: readonly ServiceHours[]; timeZone: string; to: Date }

const daysBetween = ({ from, timeZone, to }: Omit<Asked, 'hours'>): Day[] => {
  const days: Day[] = []
  const last = localDay(to, timeZone)
  for (let day = localDay(from, timeZone); day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/**
 * The instants at which a business opens and closes, by turns, in ascending order: a time is in the opening
 * hours if an odd number of them is not later. Ranges that overlap or touch are one.
 */
export const openBoundaries = ({ from, hours, timeZone, to }: Asked): Date[] => {
  const days = daysBetween({ from, timeZone, to })
  const spans = openSpans({ days, hours, timeZone }).sort(
    (a, b) => a.from.getTime() - b.from.getTime(),
  )
  const boundaries: Date[] = []
  for (const span of spans) {
    const closes = boundaries.at(-1)
    if (closes && span.from <= closes) {
      if (span.to > closes) boundaries.splice(-1, 1, span.to)
    } else if (span.to > span.from) boundaries.push(span.from, span.to)
  }
  return boundaries
}
