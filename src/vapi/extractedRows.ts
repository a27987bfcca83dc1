import { isObject } from '../lib/values'

/** A value that the agent extracted, under a label for people. */
export type ExtractedRow = { label: string; value: string }

const MAX_ROWS = 200
const MAX_DEPTH = 4

/**
 * A field's name as people would write it.
 * @example
 * labelOf('preferredTime') // 'Preferred time'
 * labelOf('customer_phone') // 'Customer phone'
 * labelOf('URL') // 'URL'
 */
export const labelOf = (name: string): string => {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .trim()
    .split(/\s+/)
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How yes and no are said. */
export type YesNo = { no: string; yes: string }

const AS_STORED: YesNo = { no: 'false', yes: 'true' }

type Plain = boolean | number | string

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const textOf = (value: Plain, { no, yes }: YesNo): string => {
  if (typeof value === 'boolean') return value ? yes : no
  return String(value).trim()
}

/** The values at the ends of something too deep for labels. */
const endsOf = (value: unknown, how: YesNo): string[] => {
  if (isPlain(value)) return [textOf(value, how)]
  const within: unknown[] = Array.isArray(value) ? value : Object.values(Object(value))
  return within.flatMap((each) => endsOf(each, how))
}

const joined = (texts: readonly string[]): string => texts.filter(Boolean).join(', ')

const rowOf = (label: string, value: string): ExtractedRow[] =>
  value === '' ? [] : [{ label, value }]

const rowsWithin = (
  label: string,
  value: unknown,
  { depth, how }: { depth: number; how: YesNo },
): ExtractedRow[] => {
  if (isPlain(value)) return rowOf(label, textOf(value, how))
  if (depth >= MAX_DEPTH) return rowOf(label, joined(endsOf(value, how)))
  const deeper = { depth: depth + 1, how }
  if (Array.isArray(value)) {
    const items: unknown[] = value
    if (items.every(isPlain)) return rowOf(label, joined(items.map((item) => textOf(item, how))))
    return items.flatMap((item, index) => rowsWithin(`${label} ${index + 1}`, item, deeper))
  }
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, item]) =>
    rowsWithin(`${label} › ${labelOf(name)}`, item, deeper),
  )
}

/**
 * What the agent extracted, as rows of a table: nested fields under the names that lead to them, empty ones
 * left out, 200 at most.
 * @param how how yes and no are said. Default: as they are stored.
 */
export const extractedRows = (data: unknown, how: YesNo = AS_STORED): ExtractedRow[] => {
  const within = { depth: 0, how }
  if (Array.isArray(data)) return rowsWithin('Item', data, within).slice(0, MAX_ROWS)
  if (!isObject(data)) return []
  return Object.entries(data)
    .flatMap(([name, value]) => rowsWithin(labelOf(name), value, within))
    .slice(0, MAX_ROWS)
}
