import { isObject } from '../../lib/values'

/** More than people and programs need, and less than keeps the process or the database noticeably busy. */
export const FILTER_BOUNDS = {
  /** Conditions; each word of a searched text counts as one. */
  conditions: 500,
  /** How deeply conditions are nested. */
  depth: 30,
  /** Parts of a sort order. */
  sorts: 20,
  /** Characters of a searched text. */
  text: 1_000,
  /** Values in lists, as in `in` and `not_in`. */
  values: 10_000,
} as const

const WORDS = new Set(['contains', 'like', 'not_like'])
const LISTS = new Set(['in', 'not_in'])

const partsOf = (text: string, mark: RegExp | string): number => text.split(mark).length

const valuesIn = (operand: unknown): number => {
  if (Array.isArray(operand)) return operand.length
  return typeof operand === 'string' ? partsOf(operand, ',') : 1
}

type Size = { conditions: number; depth: number; text: number; values: number }

/** Not a field: the search itself uses only the first words of its text. */
const SEARCH = 'search'

/** Adds the condition on one field. */
const addCondition = (size: Size, field: string, condition: unknown): void => {
  size.conditions += 1
  if (!isObject(condition) || field === SEARCH) return
  for (const [operator, operand] of Object.entries(condition)) {
    if (LISTS.has(operator) || Array.isArray(operand)) size.values += valuesIn(operand)
    if (!WORDS.has(operator) || typeof operand !== 'string') continue
    size.text = Math.max(size.text, operand.length)
    if (operand.length <= FILTER_BOUNDS.text) size.conditions += partsOf(operand, /\s+/)
  }
}

const isWithinBounds = ({ conditions, depth, text, values }: Size): boolean =>
  conditions <= FILTER_BOUNDS.conditions &&
  depth <= FILTER_BOUNDS.depth &&
  text <= FILTER_BOUNDS.text &&
  values <= FILTER_BOUNDS.values

/**
 * Whether a filter asks for more than anybody needs. Walks it level by level, to stop early at a deep one.
 */
export const isHugeFilter = (where: unknown): boolean => {
  const size: Size = { conditions: 0, depth: 0, text: 0, values: 0 }
  let level: unknown[] = [where]
  while (level.length > 0) {
    const next: unknown[] = []
    for (const each of level) {
      if (!isObject(each)) continue
      for (const [key, value] of Object.entries(each)) {
        if (Array.isArray(value) && /^(?:and|or)$/i.test(key))
          for (const one of value) next.push(one)
        else addCondition(size, key, value)
      }
      if (!isWithinBounds(size)) return true
    }
    size.depth += 1
    level = next
  }
  return !isWithinBounds(size)
}

/** Whether a sort order has more parts than anybody needs. */
export const isHugeSort = (sort: unknown): boolean => {
  const given = Array.isArray(sort) ? sort : [sort]
  if (given.length > FILTER_BOUNDS.sorts) return true
  const parts = given.map((each) => (typeof each === 'string' ? partsOf(each, ',') : 1))
  return parts.reduce((sum, each) => sum + each, 0) > FILTER_BOUNDS.sorts
}
