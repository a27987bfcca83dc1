import { isJsonObject, type JsonValue } from '../lib/json'

const FIRST_MS = Date.UTC(2000, 0, 1)
const LAST_MS = Date.UTC(2101, 0, 1)
const ISO_DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i
/** The usual form. */
const USUAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/
/** The form in HTTP and mail: `Fri, 27 Nov 2026 15:04:05 GMT`. */
const RFC_DATE_TIME =
  /^(?:[a-z]{3},? )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|Z|[+-]\d{4})$/i
/** The form of JavaScript: `Fri Nov 27 2026 15:04:05 GMT+0000 (Coordinated Universal Time)`. */
const JS_DATE_TIME =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \([^()]*\))?$/i

/**
 * Reads a time as Vapi and automation tools write it: ISO 8601, or PostgreSQL's variant of it, in UTC
 * if it has no zone; RFC 5322; JavaScript's `Date`; a number of seconds, milliseconds or microseconds
 * since 1970, perhaps with a fraction, also as text.
 * @returns whole epoch milliseconds; null for anything else, and outside the years 2000 to 2100
 * @example
 * readInstant('2026-11-21 15:04:05+01') === Date.parse('2026-11-21T14:04:05Z') // true
 * readInstant(1_763_733_845) // 1763733845000
 */
export const readInstant = (value: unknown): number | null => inRange(Math.floor(toMs(value)))

/** The epoch milliseconds, or null outside the years 2000 to 2100. */
export const inRange = (ms: number): number | null => (ms >= FIRST_MS && ms < LAST_MS ? ms : null)

const toMs = (value: unknown): number => {
  if (typeof value === 'number') return epochMs(value)
  if (typeof value !== 'string' || value.length > 90) return Number.NaN
  if (USUAL.test(value)) return Date.parse(value)
  const text = value.trim()
  if (/^\d{9,17}(?:\.\d+)?$/.test(text)) return epochMs(Number(text))
  const match = ISO_DATE_TIME.exec(text)
  if (match) return Date.parse(`${match[1]}T${match[2]?.replace(',', '.')}${zoneOf(match[3])}`)
  const js = JS_DATE_TIME.exec(text)
  if (js) return Date.parse(`${js[2]} ${js[1]} ${js[3]} ${js[4]} ${js[5]}`)
  return RFC_DATE_TIME.test(text) ? Date.parse(text) : Number.NaN
}

const epochMs = (value: number): number => {
  if (value < LAST_MS / 1000) return value * 1000
  return value < LAST_MS ? value : value / 1000
}

const zoneOf = (zone: string | undefined): string => {
  if (!zone || !/^[+-]/.test(zone)) return 'Z'
  const digits = zone.replace(':', '')
  return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`
}

/** Like `readInstant`, also for a time that a document database has wrapped, such as `{ $date }`. */
export const readWrappedInstant = (value: JsonValue | undefined): number | null => {
  if (!isJsonObject(value)) return readInstant(value)
  return readInstant(value.$date ?? value._seconds ?? value.seconds)
}

/** Epoch milliseconds as ISO 8601 in UTC, with milliseconds. */
export const toIso = (ms: number): string => new Date(ms).toISOString()
