import { atWallClock } from '../../lib/time/zone'
import { inRange, readInstant } from '../../vapi/time'
import { numberOf } from './cells'

/** In which order a file writes day and month between slashes. */
export type DayOrder = 'dmy' | 'mdy'

/** A time in a cell: ISO 8601 in UTC; `ambiguous`: day and month can be either; null: no time. */
export type ReadTime = 'ambiguous' | { iso: string } | null

/** What the wall shows: a date, perhaps with a time of day; `ambiguous`: day and month can be either. */
type Wall = { date: string; time: null | string }

const CLOCK =
  '(?:[ T,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?(?: ?([ap])\\.?m\\.?)?(?: Uhr| h)?)?'
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${CLOCK}$`, 'i')
const YEAR_FIRST = new RegExp(`^(\\d{4})[./](\\d{1,2})[./](\\d{1,2})${CLOCK}$`, 'i')
const DOTS = new RegExp(`^(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{2}|\\d{4})${CLOCK}$`, 'i')
const SLASHES = new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{2}|\\d{4})${CLOCK}$`, 'i')
/** Days since 1899-12-30, which Excel shows if a cell is formatted as a number: the years 2000 to 2100. */
const SERIAL = /^(?:3[6-9]|[4-6]\d|7[0-3])\d{3}(?:[.,]\d+)?$/
const EXCELS_FIRST_DAY = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
/** Anything that says its zone, and numbers since 1970. */
const WITH_ZONE = /(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)(?: ?\([^()]*\))?$|^\d{9,17}(?:\.\d+)?$/i

const pad = (part: number | string): string => String(part).padStart(2, '0')

const timeOf = ([hours, minutes, seconds, half]: readonly (string | undefined)[]):
  | null
  | string => {
  if (hours === undefined || minutes === undefined) return null
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  return `${pad(hour)}:${minutes}:${seconds ?? '00'}`
}

const wallAt = (
  [year = '', month = '', day = '']: readonly (string | undefined)[],
  clock: readonly (string | undefined)[],
): null | Wall => {
  const full = year.length === 2 ? `20${year}` : year
  const date = `${full}-${pad(month)}-${pad(day)}`
  const parsed = new Date(`${date}T00:00:00Z`)
  // 31 February would become a day in March.
  if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date)) return null
  const time = timeOf(clock)
  if (time !== null && Number.isNaN(Date.parse(`${date}T${time}Z`))) return null
  return { date, time }
}

/**
 * In which order a text has day and month, if it says so.
 * @returns null if it has no slashes, or both numbers can be a month
 */
export const orderIn = (text: string): DayOrder | null => {
  const [, first = '', second = ''] = SLASHES.exec(text.trim()) ?? []
  if (Number(first) > 12) return 'dmy'
  return Number(second) > 12 ? 'mdy' : null
}

/**
 * Reads a date as spreadsheets write it, without its zone.
 * @param order of day and month between slashes; null: not known
 * @returns null if it is none
 */
export const wallIn = (text: string, order: DayOrder | null): 'ambiguous' | null | Wall => {
  const trimmed = text.trim()
  const yearFirst = ISO.exec(trimmed) ?? YEAR_FIRST.exec(trimmed)
  if (yearFirst) return wallAt(yearFirst.slice(1, 4), yearFirst.slice(4))
  const dots = DOTS.exec(trimmed)
  if (dots) return wallAt([dots[3], dots[2], dots[1]], dots.slice(4))
  if (SERIAL.test(trimmed)) {
    const days = numberOf(trimmed, trimmed.includes(',') ? ',' : '.') ?? 0
    const wall = new Date(EXCELS_FIRST_DAY + Math.round(days * DAY_MS))
    const [date = '', time = ''] = wall.toISOString().split(/[T.]/)
    return { date, time: Number.isInteger(days) ? null : time }
  }
  const slashes = SLASHES.exec(trimmed)
  if (!slashes) return null
  const [, first, second, year] = slashes
  const known = orderIn(trimmed) ?? (first === second ? 'dmy' : order)
  if (known === null) return 'ambiguous'
  const [day, month] = known === 'dmy' ? [first, second] : [second, first]
  return wallAt([year, month, day], slashes.slice(4))
}

/** Reads a time as spreadsheets and programs write it. @param timeZone of times that do not say theirs */
export const instantIn = (
  text: string,
  { order, timeZone }: { order: DayOrder | null; timeZone: string },
): ReadTime => {
  const wall = wallIn(text, order)
  if (wall === 'ambiguous') return wall
  if (wall) {
    const ms = Date.parse(`${wall.date}T${wall.time ?? '00:00:00'}Z`)
    const instant = inRange(atWallClock({ timeZone, wall: ms }).getTime())
    return instant === null ? null : { iso: new Date(instant).toISOString() }
  }
  const instant = WITH_ZONE.test(text.trim()) ? readInstant(text) : null
  return instant === null ? null : { iso: new Date(instant).toISOString() }
}
