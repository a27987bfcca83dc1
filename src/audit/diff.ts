import { isDeepStrictEqual } from 'node:util'
import type { AuditedCollection } from './actions'
import type { Changes, Shown } from './changes'
import { HARMLESS, STANDS_FOR, TECHNICAL } from './harmless'

/** A document as the database layer gives it. */
export type Stored = Readonly<Record<string, unknown>>

const MAX_TEXT = 200
const MAX_ITEMS = 100

const cut = (text: string): string => {
  const letters = [...text.slice(0, MAX_TEXT * 2)]
  return letters.length > MAX_TEXT ? `${letters.slice(0, MAX_TEXT).join('')}…` : text
}

const shown = (value: unknown): Shown => {
  if (typeof value === 'string') return cut(value)
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((each) => cut(String(each)))
  return null
}

// Rows of arrays get new ids when they are written anew.
const meaningOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(meaningOf)
  if (typeof value !== 'object' || value === null) return value === '' ? null : (value ?? null)
  if (value instanceof Date) return value.toISOString()
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'id')
      .map(([key, each]) => [key, meaningOf(each)]),
  )
}

// A box that nobody has ticked yet is not ticked.
const isUnticked = (value: unknown) => value === null || value === false

/**
 * What an edit changed. Values only of fields that are known to be harmless, at most 200 letters each.
 * @param before as stored; null for a document that is new
 * @param after as stored
 */
export const diff = (
  collection: AuditedCollection,
  before: null | Stored,
  after: Stored,
): Changes => {
  const harmless = new Set(HARMLESS[collection])
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after)])
  const changes: [string, Changes[string]][] = []
  for (const field of fields) {
    if (TECHNICAL.has(field)) continue
    const [was, is] = [meaningOf(before?.[field]), meaningOf(after[field])]
    if (isDeepStrictEqual(was, is) || (isUnticked(was) && isUnticked(is))) continue
    changes.push([
      STANDS_FOR[field] ?? field,
      harmless.has(field) ? [shown(was), shown(is)] : 'changed',
    ])
  }
  return Object.fromEntries(changes.sort(([a], [b]) => (a < b ? -1 : 1)))
}
