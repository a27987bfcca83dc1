import { isObject } from '../../lib/values'

/** More than people and programs ask for, and less than takes the process or the database noticeably long. */
export const FILTER_BOUNDS = {
  /** Conditions; each word of a text that is looked for is one. */
  conditions: 500,
  /** How deep conditions stand within each other. */
  depth: 30,
  /** Parts of an order. */
  sorts: 20,
  /** Characters of a text that is looked for. */
  text: 1_000,
  /** Values that a field may have one of. */
  values: 10_000,
} as const

const WORDS = new Set(['contains', 'like', 'not_like'])
const LISTS = new Set(['in', 'not_in'])

const partsOf = (text: string, mark: RegExp | string): number => text.split(mark).length

const valuesIn = (asked: unknown): number => {
  if (Array.isArray(asked)) return asked.length
  return typeof asked === 'string' ? partsOf(asked, ',') : 1
}

type Size = { conditions: number; depth: number; text: number; values: number }

/** Not a field: what is searched for is cut to its first words by the search itself. */
const SEARCH = 'search'

/** Adds what one field is asked for. */
const addCondition = (size: Size, field: string, condition: unknown): void => {
  size.conditions += 1
  if (!isObject(condition) || field === SEARCH) return
  for (const [operator, asked] of Object.entries(condition)) {
    if (LISTS.has(operator) || Array.isArray(asked)) size.values += valuesIn(asked)
    if (!WORDS.has(operator) || typeof asked !== 'string') continue
    size.text = Math.max(size.text, asked.length)
    if (asked.length <= FILTER_BOUNDS.text) size.conditions += partsOf(asked, /\s+/)
  }
}

const isWithinBounds = ({ conditions, depth, text, values }: Size): boolean =>
  conditions <= FILTER_BOUNDS.conditions &&
  depth <= FILTER_BOUNDS.depth &&
  text <= FILTER_BOUNDS.text &&
  values <= FILTER_BOUNDS.values

/** Whether a filter asks for more than anybody needs. Looked at level by level: a deep one has no end of them. */
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

/** Whether an order has more parts than anybody needs. */
export const isHugeSort = (sort: unknown): boolean => {
  const given = Array.isArray(sort) ? sort : [sort]
  if (given.length > FILTER_BOUNDS.sorts) return true
  const parts = given.map((each) => (typeof each === 'string' ? partsOf(each, ',') : 1))
  return parts.reduce((sum, each) => sum + each, 0) > FILTER_BOUNDS.sorts
}
