import {
  isEmptyJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectOf,
} from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { cleanText } from '../../vapi/redact'
import { readInstant } from '../../vapi/time'

type Value = JsonValue | undefined

const MAX_TEXT = 300

/**
 * A text that is not blank, as Postgres can keep it, cut to 300 characters; null for anything else. One that cannot be
 * kept would stop all work on its account.
 */
export const textOf = (value: Value): null | string => {
  if (typeof value !== 'string') return null
  const text = cleanText(value).trim()
  return text === '' ? null : cutText(text, MAX_TEXT)
}

const MAX_URL = 4_000

/** An address as Vapi has it; null if there is none. */
export const urlOf = (value: Value): null | string => {
  if (typeof value !== 'string' || value.length > MAX_URL) return null
  const text = value.trim()
  return text === '' ? null : text
}

/** A finite number, also from text, as some of Vapi's answers have it; null for anything else. */
export const numberOf = (value: Value): null | number => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A time of the years 2000 to 2100; null for anything else. */
export const timeOf = (value: Value): Date | null => {
  const time = readInstant(value)
  return time === null ? null : new Date(time)
}

const MAX_AMOUNTS = 50

/** The numbers of an object, such as what parts of a call cost, also one level below; null if there are none. */
export const amountsOf = (value: Value, isBelow = false): JsonObject | null => {
  const amounts: JsonObject = {}
  for (const [name, each] of Object.entries(objectOf(value) ?? {}).slice(0, MAX_AMOUNTS)) {
    const amount = typeof each === 'number' && Number.isFinite(each) ? each : null
    const kept = amount ?? (isBelow ? null : amountsOf(each, true))
    if (kept !== null && name !== '__proto__') amounts[cleanText(name)] = kept
  }
  return isEmptyJson(amounts) ? null : amounts
}

export const booleanOf = (value: Value): boolean | null =>
  typeof value === 'boolean' ? value : null

/** The texts of a list; null if it is no list. */
export const textsOf = (value: Value): null | string[] =>
  Array.isArray(value) ? value.map(textOf).filter((each) => each !== null) : null

/** The objects of a list; none if it is no list. */
export const objectsOf = (value: Value): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** As deep as blocks of Vapi are not, and a stack is. What is below is left out. */
const MAX_DEPTH = 50

const keptOf = (value: JsonValue, depth: number): JsonValue => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return Array.isArray(value) ? [] : {}
  if (Array.isArray(value)) return value.map((each) => keptOf(each, depth + 1))
  return withoutNulls(value, depth + 1)
}

/** Without keys whose value is null, at any depth, and with texts as Postgres can keep them. */
export const withoutNulls = (object: JsonObject, depth = 0): JsonObject => {
  const kept: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    if (value === null || key === '__proto__') continue
    kept[cleanText(key)] = keptOf(value, depth)
  }
  return kept
}

/** An object without its nulls; null if it is none, or nothing is left of it. */
export const blockOf = (value: Value): JsonObject | null => {
  const block = objectOf(value)
  const kept = block ? withoutNulls(block) : {}
  return isEmptyJson(kept) ? null : kept
}

/** The server's address of an assistant, number or override: `server.url`, or the older `serverUrl`. */
export const serverURLOf = (holder: JsonObject | undefined): null | string =>
  urlOf(objectOf(holder?.server)?.url) ?? urlOf(holder?.serverUrl)

/** True for content, and for the mark that the parsing thread leaves in its place. */
export const isFilled = (value: Value): boolean => value === true || !isEmptyJson(value)

/** True if somebody speaks in messages beside the prompt, and for the mark in their place. */
export const isSaid = (value: Value): boolean =>
  value === true || objectsOf(value).some(({ role }) => role !== 'system')

/** The rows of an answer: a list, or a page with `results`. null if it is neither. */
export const rowsOf = (answer: JsonValue): JsonValue[] | null => {
  if (Array.isArray(answer)) return answer
  const results = objectOf(answer)?.results
  return Array.isArray(results) ? results : null
}
