import type { JsonValue } from '../../../lib/json'
import { remember } from '../../../lib/remember'
import { scalarOf } from '../../fields/text'
import { readInstant, readWrappedInstant, toIso } from '../../time'
import { dateInWords } from './dateInWords'
import { type Clock, dayOf } from './day'
import { textOf } from './text'

const MAX_TEXT = 100
const INSIDE = ['dateTime', 'datetime', 'date', 'start', 'value']

const ISO =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T|,? )\s*(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d{1,9})?)?\s?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)?$/i
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
/** Digits only, as long as the seconds or milliseconds since 1970 are. */
const SINCE_1970 = /^\d{10}(?:\d{3})?$/

/**
 * A date, or a date with a time, as agents write it: ISO 8601, "01.12.2026", "12/24/2026", "1. Dezember 2026 um 10 Uhr",
 * "le 1er décembre 2026 à 15h30", "December 1, 2026 at 3:30 pm".
 * @returns `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm` if no zone was said, or ISO 8601 in UTC; null for what is no whole date, and
 *   for what can be two ("03/04/2026")
 */
export const dateOf = (value: JsonValue): string | null => {
  if (typeof value === 'number') return instant(readInstant(value))
  const wrapped = typeof value === 'object' ? readWrappedInstant(value ?? undefined) : null
  if (wrapped !== null) return instant(wrapped)
  const text = textOf(typeof value === 'object' ? scalarOf(value, INSIDE) : value)
  return text === null || text.length > MAX_TEXT ? null : dateIn(text)
}

const instant = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : toIso(milliseconds)

const dateIn = remember((text): string | null => {
  const iso = ISO.exec(text)
  if (iso) return isoDate(iso)
  const compact = COMPACT.exec(text)
  if (compact) return dayOf({ day: compact[3], month: compact[2], year: compact[1] }, null)
  if (SINCE_1970.test(text)) return instant(readInstant(text))
  // Dates of mails and of JavaScript, which say their zone.
  return instant(readInstant(text)) ?? dateInWords(text)
})

const isoDate = (match: RegExpExecArray): string | null => {
  const [, year, , month, day, hour, minute, seconds = '', zone] = match
  const clock: Clock | null =
    hour === undefined ? null : { hour: Number(hour), minute: Number(minute) }
  const local = dayOf({ day, month, year }, clock)
  if (local === null || zone === undefined) return local
  const digits = /^[+-]/.test(zone) ? zone.replace(':', '') : null
  const offset = digits === null ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`
  const time = Date.parse(`${local}${seconds.replace(',', '.')}${offset}`)
  return Number.isNaN(time) ? null : toIso(time)
}
