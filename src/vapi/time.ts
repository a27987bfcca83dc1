const FIRST_MS = Date.UTC(2000, 0, 1)
const LAST_MS = Date.UTC(2101, 0, 1)
const ISO_DATE_TIME =
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a moment as Vapi writes them: epoch milliseconds as a number (perhaps with a fraction) or
 * as digits in text, or an ISO 8601 date and time; without a zone it is UTC.
 * Out: whole epoch milliseconds, or null for anything else or outside the years 2000 to 2100.
 */
export const readInstant = (value: unknown): number | null => {
  const ms = Math.floor(toMs(value))
  return ms >= FIRST_MS && ms < LAST_MS ? ms : null
}

const toMs = (value: unknown): number => {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.length > 40) return Number.NaN
  const text = value.trim()
  if (/^\d{12,14}(?:\.\d+)?$/.test(text)) return Number(text)
  const match = ISO_DATE_TIME.exec(text)
  if (!match) return Number.NaN
  const iso = text.replace(' ', 'T')
  return Date.parse(match[1] ? iso : `${iso}Z`)
}

/** Epoch milliseconds as ISO 8601 in UTC with milliseconds. */
export const toIso = (ms: number): string => new Date(ms).toISOString()
