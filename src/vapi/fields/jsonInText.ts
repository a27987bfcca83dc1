import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'

const MAX_TEXT = 200_000
const MAX_DEPTH = 32
/** Nearly no text begins like this. */
const START = /^\s*[[{`"]/
/** A model may say what it gives. */
const MAX_AROUND = 300
/** A text in a text, in which nothing is escaped but what must be. */
const TEXT = /^\s*"[^"\\]*(?:\\["n][^"\\]*)*"\s*$/
const FENCED = /^\s*```[a-z]*\s*([[{][\s\S]*[\]}])\s*```\s*$/i
const BARE = /^\s*([[{][\s\S]*[\]}])\s*$/
/**
 * Plain letters, digits and controls behind an escape: no writer of JSON does that, but it would carry a
 * secret past the mask, or a NUL into the database.
 */
const HIDDEN = /\\u00(?:[01]|2d|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|\\ud[89a-f]/i

/**
 * The object or list that a model wrote as text, perhaps in a code fence: `{"outcome": "booked"}`.
 * Undefined for any other text, and for JSON that is too long, too deep or not fit to be stored.
 */
export const jsonInText = (text: string): JsonObject | JsonValue[] | undefined => {
  if (text.length > MAX_TEXT || !(START.test(text) || fenceIn(text) > 0)) return undefined
  const inner = TEXT.test(text) ? parse(text) : undefined
  const outer = typeof inner === 'string' ? inner : text
  const json = (FENCED.exec(withoutWords(outer)) ?? BARE.exec(outer))?.[1]
  if (json === undefined || HIDDEN.test(json)) return undefined
  const value = parse(json)
  if (value === undefined || typeof value !== 'object' || value === null) return undefined
  return isFit(value, 0) ? value : undefined
}

/** Where a code fence begins behind a few words. */
const fenceIn = (text: string): number =>
  text.endsWith('`') || text.endsWith('`\n') ? text.slice(0, MAX_AROUND).indexOf('```') : -1

/** From the code fence on, where only a few words stand before it. */
const withoutWords = (text: string): string => {
  const at = fenceIn(text)
  return at > 0 ? text.slice(at) : text
}

/** The value itself, or the JSON in it. */
export const unwrapped = (value: JsonValue): JsonValue =>
  typeof value === 'string' ? (jsonInText(value) ?? value) : value

const parse = (json: string): JsonValue | undefined => {
  try {
    const value: JsonValue = JSON.parse(json)
    return value
  } catch {
    return undefined
  }
}

const isFit = (value: JsonValue, depth: number): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  if (depth >= MAX_DEPTH) return false
  const isChildFit = (child: JsonValue) => isFit(child, depth + 1)
  if (Array.isArray(value)) return value.every(isChildFit)
  return (
    isJsonObject(value) &&
    Object.keys(value).every((key) => key !== '__proto__' && isFit(key, depth)) &&
    Object.values(value).every(isChildFit)
  )
}
