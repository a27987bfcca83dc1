import { dateFormat, numberFormat } from './lib/intlFormats'
import { WEEKDAYS } from './lib/time/days'

/** “3:16”, or “1:02:07” from one hour. Null if the value is not a duration. @param seconds in seconds */
export const formatDuration = (seconds: unknown): null | string => {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) return null
  const whole = Math.round(seconds)
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}

type Price = { currency: unknown; language: string; value: unknown }

/** Formats a price, with its currency if that is known. Null if the value is not a number. */
export const formatPrice = ({ currency, language, value }: Price): null | string => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  try {
    if (typeof currency === 'string' && currency) {
      return numberFormat(language, { currency, style: 'currency' }).format(value)
    }
  } catch {
    // Not a currency code. The number is shown without one.
  }
  return numberFormat(language, { maximumFractionDigits: 2 }).format(value)
}

const GB = 1e9
const MB = 1e6

/** A size in the reader's language, such as `1.2 GB`. @param bytes at least 0 */
export const formatBytes = (bytes: number, language: string): string => {
  const [unit, value] = bytes >= GB ? ['gigabyte', bytes / GB] : ['megabyte', bytes / MB]
  const maximumFractionDigits = value < 10 ? 1 : 0
  return numberFormat(language, { maximumFractionDigits, style: 'unit', unit }).format(value)
}

/** The same format for Payload's own cells and fields. */
export const DATE_FORMAT = 'd MMM yyyy, HH:mm'

/**
 * Date and time in the one format of the admin: “28 Nov 2026, 13:30”. Null if the value is not a date.
 * @returns also its parts: `day` “28 Nov 2026”, `dayOfYear` “28 Nov”, `clock` “13:30” and `weekday` “Sat”
 */
export const formatWhen = (
  value: unknown,
  { language, timeZone }: { language: string; timeZone?: string },
): null | {
  clock: string
  day: string
  dayOfYear: string
  iso: string
  text: string
  weekday: string
} => {
  if (typeof value !== 'string' && !(value instanceof Date)) return null
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return null
  const parts = dateFormat(language, {
    day: 'numeric',
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    month: 'short',
    timeZone,
    weekday: 'short',
    year: 'numeric',
  }).formatToParts(date)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? ''
  const dayOfYear = `${part('day')} ${part('month')}`
  const day = `${dayOfYear} ${part('year')}`
  const clock = `${part('hour').padStart(2, '0')}:${part('minute')}`
  return {
    clock,
    day,
    dayOfYear,
    iso: date.toISOString(),
    text: `${day}, ${clock}`,
    weekday: part('weekday'),
  }
}

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
] as const

/** “3 minutes ago”, “yesterday”. A time in the future counts as now. Null if the value is not a date. */
export const formatAgo = (
  value: unknown,
  { language, now }: { language: string; now: Date },
): null | string => {
  if (typeof value !== 'string' && !(value instanceof Date)) return null
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return null
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  let passed = Math.max(0, now.getTime() - date.getTime()) / 1000
  for (const [unit, size] of STEPS) {
    if (Math.floor(passed) < size) return format.format(-Math.floor(passed), unit)
    passed /= size
  }
  return null
}

/** “Monday 09:00–17:30”, without missing parts. Null for an empty row. */
export const formatHours = (row: unknown, language: string): null | string => {
  if (typeof row !== 'object' || row === null) return null
  const text = (key: string): string => {
    const value: unknown = Reflect.get(row, key)
    return typeof value === 'string' ? value : ''
  }
  const index = WEEKDAYS.indexOf(text('day'))
  // 5 January 1970 was a Monday.
  const day =
    index < 0
      ? ''
      : dateFormat(language, { timeZone: 'UTC', weekday: 'long' }).format(
          Date.UTC(1970, 0, 5 + index),
        )
  const span = text('opens') || text('closes') ? `${text('opens')}–${text('closes')}` : ''
  return [day, span].filter(Boolean).join(' ') || null
}
