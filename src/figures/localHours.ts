import { remember } from '../lib/remember'

export const HOUR_MS = 3_600_000
export const WEEK_HOURS = 168

const MINUTE_MS = 60_000
const DAY_HOURS = 24
// The first hour of 1970 was on a Thursday; weeks here begin on Mondays.
const EPOCH_HOUR = 3 * DAY_HOURS

const formatter = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })

/** A zone that is not known counts as UTC. */
const formatterOf = remember((zone: string): Intl.DateTimeFormat => {
  try {
    return formatter(zone)
  } catch {
    return formatter('UTC')
  }
})

/** Minutes that a zone's clocks are ahead of UTC at an instant. */
const offsetAt = (format: Intl.DateTimeFormat, hour: number): number => {
  const name = format.formatToParts(hour * HOUR_MS).find(({ type }) => type === 'timeZoneName')
  const [, sign, hours, minutes] = /^GMT([+-])(\d+):(\d+)/.exec(name?.value ?? '') ?? []
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -size : size
}

type Hours = { count: number; from: number; timezone: null | string }

/**
 * The hour of the week, from 0 for Monday's first to 167, as it begins in a time zone, for each of
 * `count` hours.
 * @param from in hours since 1970, UTC
 */
export const hoursOfWeek = ({ count, from, timezone }: Hours): Uint8Array => {
  const format = formatterOf(timezone || 'UTC')
  const hours = new Uint8Array(count)
  for (let start = 0; start < count; start += DAY_HOURS) {
    const end = Math.min(start + DAY_HOURS, count)
    const offset = offsetAt(format, from + start)
    // Clocks change rarely: only then does each hour have to be asked for.
    const isSteady = offset === offsetAt(format, from + end)
    for (let hour = start; hour < end; hour += 1) {
      const minutes = isSteady ? offset : offsetAt(format, from + hour)
      const local = Math.floor(from + hour + (minutes * MINUTE_MS) / HOUR_MS)
      hours[hour] = (local + EPOCH_HOUR) % WEEK_HOURS
    }
  }
  return hours
}
