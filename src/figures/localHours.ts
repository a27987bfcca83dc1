import { HOUR_MS } from '../lib/time/units'
import { knownZone, offsetAt } from '../lib/time/zone'

export const WEEK_HOURS = 168

const DAY_HOURS = 24
// 1 January 1970 was a Thursday; weeks here begin on Monday.
const EPOCH_HOUR = 3 * DAY_HOURS

type Hours = { count: number; from: number; timezone: null | string }

/**
 * The local hour of the week for each of `count` hours, from 0 for the first hour of Monday to 167. An
 * unknown zone counts as UTC.
 * @param from the first hour, in hours since 1970, UTC
 */
export const hoursOfWeek = ({ count, from, timezone }: Hours): Uint8Array => {
  const zone = knownZone(timezone)
  const aheadAt = (hour: number) => offsetAt(hour * HOUR_MS, zone) / HOUR_MS
  const hours = new Uint8Array(count)
  let ahead = aheadAt(from)
  for (let start = 0; start < count; start += DAY_HOURS) {
    const end = Math.min(start + DAY_HOURS, count)
    const aheadLater = aheadAt(from + end)
    // The offset is computed for each hour only on days when clocks change.
    const isSteady = ahead === aheadLater
    for (let hour = start; hour < end; hour += 1) {
      const local = Math.floor(from + hour + (isSteady ? ahead : aheadAt(from + hour)))
      hours[hour] = (local + EPOCH_HOUR) % WEEK_HOURS
    }
    ahead = aheadLater
  }
  return hours
}
