import type { JsonValue } from '../lib/json'

const MAX_SECONDS = 86_400
/** Vapi ends every call after twelve hours, so a larger number must be milliseconds. */
const LONGEST_CALL = 43_200
/** Above this, a number is ambiguous: over three hours in seconds, or under a minute in milliseconds. */
const MOST_SURE = 10_800

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, ms: 0.001, s: 1 }
const PARTS =
  /(\d+(?:\.\d+)?) ?(ms|milliseconds?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])/g

/**
 * Reads a duration of unknown format: seconds, or milliseconds if seconds would be longer than any
 * call; `3:05` and `1:03:05`; `PT3M5S`; `3 min 5 s`.
 * @returns seconds, at most a day; null if it is not a duration, or ambiguous
 * @example
 * readDuration('3:05') // 185
 * readDuration(185_000) // 185
 * readDuration(20_000) // null: seconds or milliseconds
 */
export const readDuration = (value: JsonValue): number | null => {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string' || value.length > 40) return null
  const text = value.trim().toLowerCase()
  if (/^\d{1,15}(?:\.\d{1,15})?$/.test(text)) return fromNumber(Number(text))
  if (/^(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,6})?$/.test(text)) {
    return inSeconds(text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0))
  }
  return fromParts(text.replace(/^pt(?=\d)/, ''))
}

const fromNumber = (value: number): number | null => {
  if (value > MOST_SURE && value <= LONGEST_CALL) return null
  return inSeconds(value > LONGEST_CALL ? value / 1000 : value)
}

const inSeconds = (seconds: number): number | null =>
  Number.isFinite(seconds) && seconds >= 0 && seconds <= MAX_SECONDS
    ? Math.round(seconds * 1000) / 1000
    : null

const fromParts = (text: string): number | null => {
  const rest = text.replace(PARTS, '').replace(/[\s,]|and/g, '')
  if (rest !== '') return null
  const parts = [...text.matchAll(PARTS)]
  const seconds = parts.reduce((sum, [, amount, unit = '']) => {
    const name = unit.startsWith('ms') || unit.startsWith('milli') ? 'ms' : unit.charAt(0)
    return sum + Number(amount) * (UNIT_SECONDS[name] ?? 0)
  }, 0)
  return parts.length > 0 ? inSeconds(seconds) : null
}
