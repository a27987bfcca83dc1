import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'

const MAX_TEXT = 200_000
const MAX_DEPTH = 32
/** Hardly any other text begins like this. */
const START = /^\s*[[{`"]/
/** How many characters a model may write before the JSON. */
const MAX_AROUND = 300
/** A JSON string within a text, with only the necessary escapes. */
const TEXT = /^\s*"[^"\\]*(?:\\["n][^"\\]*)*"\s*$/
const FENCED = /^\s*```[a-z]*\s*([[{][\s\S]*[\]}])\s*```\s*$/i
const BARE = /^\s*([[{][\s\S]*[\]}])\s*$/
/**
 * Escaped letters, digits and control characters: JSON writers do not escape these, but it would hide a
 * secret from the masking, or bring a NUL into the database.
 */
const HIDDEN = /\\u00(?:[01]|2d|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|\\ud[89a-f]/i

/**
 * The object or list in a text that a model wrote, perhaps in a code fence: `{"outcome": "booked"}`.
 * @returns undefined for other text, and for JSON that is too long, too deep or cannot be stored
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

/** The index of a code fence after at most a few words; -1 if there is none. */
const fenceIn = (text: string): number =>
  text.endsWith('`') || text.endsWith('`\n') ? text.slice(0, MAX_AROUND).indexOf('```') : -1

/** The text from the code fence on, if only a few words precede it. */
const withoutWords = (text: string): string => {
  const at = fenceIn(text)
  return at > 0 ? text.slice(at) : text
}

/** The JSON in a text, or the value itself. */
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
