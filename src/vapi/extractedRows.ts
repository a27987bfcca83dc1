import { cutText } from '../lib/shortText'
import { isObject } from '../lib/values'

/** A value that the agent extracted, under a label for people. */
export type ExtractedRow = { label: string; value: string }

const MAX_ROWS = 200
const MAX_DEPTH = 4
/** A longer name of a field is no label. */
const MAX_LABEL = 200

/**
 * A field's name as people would write it.
 * @example
 * labelOf('preferredTime') // 'Preferred time'
 * labelOf('customer_phone') // 'Customer phone'
 * labelOf('URL') // 'URL'
 */
export const labelOf = (name: string): string => {
  const words = cutText(name, MAX_LABEL)
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

/** How many values of something too deep are looked at. */
const MAX_ENDS = 1_000

/** The values at the ends of something too deep for labels. Reports nest as deep as they like. */
const endsOf = (value: unknown, how: YesNo): string[] => {
  const ends: string[] = []
  const waiting = [value]
  for (let left = MAX_ENDS * 10; left > 0 && waiting.length > 0; left -= 1) {
    const next = waiting.pop()
    if (isPlain(next)) ends.push(textOf(next, how))
    else {
      const within: unknown[] = Array.isArray(next) ? next : Object.values(Object(next))
      waiting.push(...within.slice(0, MAX_ENDS).reverse())
    }
  }
  return ends
}

const joined = (texts: readonly string[]): string => texts.filter(Boolean).join(', ')

type Within = { depth: number; how: YesNo }

// Row by row: nobody reads more than the first ones of a report with a hundred thousand fields.
function* rowsWithin(
  label: string,
  value: unknown,
  { depth, how }: Within,
): Generator<ExtractedRow> {
  const list: unknown[] | null = Array.isArray(value) ? value : null
  const deeper = { depth: depth + 1, how }
  let text = ''
  if (isPlain(value)) text = textOf(value, how)
  else if (depth >= MAX_DEPTH || list?.every(isPlain)) text = joined(endsOf(value, how))
  else if (list) {
    for (const [index, item] of list.entries()) {
      yield* rowsWithin(`${label} ${index + 1}`, item, deeper)
    }
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      yield* rowsWithin(`${label} › ${labelOf(name)}`, item, deeper)
    }
  }
  if (text !== '') yield { label, value: text }
}

function* rowsOf(data: unknown, within: Within): Generator<ExtractedRow> {
  if (Array.isArray(data)) yield* rowsWithin('Item', data, within)
  else if (isObject(data)) {
    for (const [name, value] of Object.entries(data)) {
      yield* rowsWithin(labelOf(name), value, within)
    }
  }
}

/**
 * What the agent extracted, as rows of a table: nested fields under the names that lead to them, empty ones
 * left out, 200 at most.
 * @param how how yes and no are said. Default: as they are stored.
 */
export const extractedRows = (data: unknown, how: YesNo = AS_STORED): ExtractedRow[] => {
  const rows: ExtractedRow[] = []
  for (const row of rowsOf(data, { depth: 0, how })) {
    if (rows.push(row) >= MAX_ROWS) break
  }
  return rows
}
