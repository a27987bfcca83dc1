import { refuse } from './replies'
import type { Reply } from './types'

const DATES = ['Gt', 'Lt', 'Ge', 'Le'].flatMap((end) => [`createdAt${end}`, `updatedAt${end}`])

/** Parameters that every list has. */
export const LIST_PARAMETERS: readonly string[] = ['limit', ...DATES]

/** The limit of a list; 100 if none is given. */
export const limitOf = (query: URLSearchParams): number => Number(query.get('limit') ?? 100)

/** What Vapi answers to a query that it does not know; null if it is fine. */
export const wrongQuery = (query: URLSearchParams, allowed: readonly string[]): null | Reply => {
  const problems = [...new Set(query.keys())]
    .filter((name) => !allowed.includes(name))
    .map((name) => `property ${name} should not exist`)
  const limit = query.get('limit')
  if (limit !== null) {
    if (!/^\d+$/.test(limit)) {
      problems.push('limit must be a number conforming to the specified constraints')
    } else if (Number(limit) > 1_000) problems.push('limit must not be greater than 1000')
  }
  for (const name of DATES) {
    const value = query.get(name)
    if (value !== null && (Number.isNaN(Date.parse(value)) || !/^\d{4}-.*Z$/.test(value))) {
      problems.push(`${name} must be a valid ISO 8601 date string`)
    }
  }
  return problems.length > 0 ? refuse(400, problems) : null
}

const compare: Record<string, (value: number, bound: number) => boolean> = {
  Ge: (value, bound) => value >= bound,
  Gt: (value, bound) => value > bound,
  Le: (value, bound) => value <= bound,
  Lt: (value, bound) => value < bound,
}

/** Whether a row is in all ranges of the query, to the ms. */
export const isInRange = (
  query: URLSearchParams,
  row: { createdAt: number; updatedAt: number },
): boolean =>
  Object.entries(compare).every(([end, holds]) =>
    (['createdAt', 'updatedAt'] as const).every((field) => {
      const bound = query.get(`${field}${end}`)
      return bound === null || holds(row[field], Date.parse(bound))
    }),
  )

/** The newest first, rows of one ms in the order of their ids. */
export const newestFirst = <T extends { createdAt: number; id: string }>(rows: Iterable<T>): T[] =>
  [...rows].sort((left, right) =>
    right.createdAt === left.createdAt
      ? right.id.localeCompare(left.id)
      : right.createdAt - left.createdAt,
  )
