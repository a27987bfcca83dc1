import { isObject } from '../../lib/values'

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

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : String(value)

const isPlain = (value: unknown): value is boolean | number | string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const rowsWithin = (label: string, value: unknown, depth: number): ExtractedRow[] => {
  if (value === null || value === undefined || value === '') return []
  if (isPlain(value)) {
    const text = textOf(value)
    return text === '' ? [] : [{ label, value: text }]
  }
  if (depth >= MAX_DEPTH) return [{ label, value: JSON.stringify(value) }]
  if (Array.isArray(value)) {
    const items: unknown[] = value
    if (items.every(isPlain)) {
      return items.length === 0 ? [] : [{ label, value: items.map(textOf).join(', ') }]
    }
    return items.flatMap((item, index) => rowsWithin(`${label} ${index + 1}`, item, depth + 1))
  }
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, item]) =>
    rowsWithin(`${label} › ${labelOf(name)}`, item, depth + 1),
  )
}

/**
 * What the agent extracted, as rows of a table: nested fields under the names that lead to them, empty ones
 * left out, 200 at most.
 */
export const extractedRows = (data: unknown): ExtractedRow[] => {
  if (Array.isArray(data)) return rowsWithin('Item', data, 0).slice(0, MAX_ROWS)
  if (!isObject(data)) return []
  return Object.entries(data)
    .flatMap(([name, value]) => rowsWithin(labelOf(name), value, 0))
    .slice(0, MAX_ROWS)
}
