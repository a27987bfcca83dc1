import type { JsonObject, JsonValue } from '../../lib/json'
import { readDuration } from '../../vapi/duration'
import { cleanText } from '../../vapi/redact'

/** A field as text that can be stored; null if it is empty. Numbers and flags as they are written. */
export const textIn = (fields: JsonObject, name: string): null | string => {
  const value = fields[name]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return null
  const text = cleanText(value).trim()
  return text === '' ? null : text
}

const YES = new Set(['1', 'on', 'true', 't', 'yes', 'y'])
const NO = new Set(['0', 'off', 'false', 'f', 'no', 'n'])

/** A field as yes or no; null if it says neither. */
export const flagIn = (fields: JsonObject, name: string): boolean | null => {
  const text = textIn(fields, name)?.toLowerCase() ?? ''
  if (YES.has(text)) return true
  return NO.has(text) ? false : null
}

/** `2026-11-21T09:00:00.123456Z`, `2026-11-21 09:00:00+00:00`, `2026-11-21` */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

const zoneOf = (zone: string | undefined): string => {
  if (zone === undefined || /^z$/i.test(zone)) return 'Z'
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}

/**
 * A field as an instant, in ISO 8601 with milliseconds; null if it is none. A time without a zone is in UTC, as
 * Django stores it.
 */
export const instantIn = (fields: JsonObject, name: string): null | string => {
  const [, day, time = '00:00', fraction = '', zone] =
    INSTANT.exec(textIn(fields, name) ?? '') ?? []
  if (day === undefined) return null
  const seconds = time.length === 5 ? `${time}:00` : time
  const at = new Date(`${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zoneOf(zone)}`)
  // Years beyond these are errors of typing, and Postgres and JavaScript write them differently.
  const year = at.getUTCFullYear()
  return year >= 1970 && year < 2200 ? at.toISOString() : null
}

/** Days, hours, minutes and seconds of a `DurationField`: `1 00:05:12.5`, `00:05:12`, or as ISO 8601: `P0DT00H05M12S`. */
const CLOCK = /^(?:(\d{1,3}) (?:days?,? )?)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/
const ISO = /^P(?:(\d{1,3})D)?T?(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d+)?)S)?$/i
const MAX_SECONDS = 7 * 86_400

/** A duration in seconds; null if it is none. A number is in seconds: Django's models say so. */
export const secondsIn = (fields: JsonObject, name: string): null | number => {
  const text = textIn(fields, name)
  if (text === null) return null
  const parts = CLOCK.exec(text) ?? ISO.exec(text)
  const [days = 0, hours = 0, minutes = 0, last = 0] = (parts ?? [])
    .slice(1)
    .map(Number)
    .map(orZero)
  const isNumber = /^\d+(?:\.\d+)?$/.test(text)
  if (!parts && !isNumber) return readDuration(text)
  const seconds = parts ? days * 86_400 + hours * 3_600 + minutes * 60 + last : Number(text)
  return seconds >= 0 && seconds <= MAX_SECONDS ? Math.round(seconds * 1000) / 1000 : null
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value)

const MAX_AMOUNT = 1e12

/** A number, such as a `DecimalField`, which a dump has as text; null if it is none. */
export const numberIn = (fields: JsonObject, name: string): null | number => {
  const text = textIn(fields, name)
  if (text === null || !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  return Math.abs(value) <= MAX_AMOUNT ? value : null
}

/** The JSON in a field: a `JSONField`, or text with JSON in it. Other text stays text. Undefined: it is empty. */
export const jsonIn = (fields: JsonObject, name: string): JsonValue | undefined => {
  const value = fields[name]
  if (typeof value !== 'string') return value ?? undefined
  const text = value.trim()
  if (text === '') return undefined
  if (!/^[[{"]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What a foreign key names, as texts: one key, or the parts of a natural key. Empty: nothing. */
export const keysIn = (value: JsonValue | undefined): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return Array.isArray(value) ? value.flatMap(keysIn) : []
}
