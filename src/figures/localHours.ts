import { HOUR_MS } from '../lib/time/units'
import { knownZone, offsetAt } from '../lib/time/zone'

export const WEEK_HOURS = 168

const DAY_HOURS = 24
// The first hour of 1970 was on a Thursday; weeks here begin on Mondays.
const EPOCH_HOUR = 3 * DAY_HOURS

type Hours = { count: number; from: number; timezone: null | string }

/**
 * The hour of the week, from 0 for Monday's first to 167, as it begins in a time zone, for each of
 * `count` hours. A zone that is not known counts as UTC.
 * @param from in hours since 1970, UTC
 */
export const hoursOfWeek = ({ count, from, timezone }: Hours): Uint8Array => {
  const zone = knownZone(timezone)
  const aheadAt = (hour: number) => offsetAt(hour * HOUR_MS, zone) / HOUR_MS
  const hours = new Uint8Array(count)
  let ahead = aheadAt(from)
  for (let start = 0; start < count; start += DAY_HOURS) {
    const end = Math.min(start + DAY_HOURS, count)
    const aheadLater = aheadAt(from + end)
    // Clocks change rarely: only then does each hour have to be asked for.
    const isSteady = ahead === aheadLater
    for (let hour = start; hour < end; hour += 1) {
      const local = Math.floor(from + hour + (isSteady ? ahead : aheadAt(from + hour)))
      hours[hour] = (local + EPOCH_HOUR) % WEEK_HOURS
    }
    ahead = aheadLater
  }
  return hours
}
