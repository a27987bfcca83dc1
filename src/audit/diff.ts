import { isDeepStrictEqual } from 'node:util'
import type { AuditedCollection } from './actions'
import type { AuditValue, Changes } from './changes'
import { FIELD_OF_COLUMN, HARMLESS, TECHNICAL } from './harmless'

/** A document as the database layer returns it. */
export type Stored = Readonly<Record<string, unknown>>

const MAX_TEXT = 200
const MAX_ITEMS = 100

const cut = (text: string): string => {
  const letters = [...text.slice(0, MAX_TEXT * 2)]
  return letters.length > MAX_TEXT ? `${letters.slice(0, MAX_TEXT).join('')}…` : text
}

const shown = (value: unknown): AuditValue => {
  if (typeof value === 'string') return cut(value)
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((each) => cut(String(each)))
  return null
}

// Array rows get new ids each time they are written.
const meaningOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(meaningOf)
  if (typeof value !== 'object' || value === null) return value === '' ? null : (value ?? null)
  if (value instanceof Date) return value.toISOString()
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'id')
    .map(([key, each]) => [key, meaningOf(each)] as const)
  // A group of which nothing is set.
  if (entries.length > 0 && entries.every(([, each]) => each === null)) return null
  return Object.fromEntries(entries)
}

// A checkbox that was never set counts as unticked.
const isUnticked = (value: unknown) => value === null || value === false

/**
 * What an edit changed. It has the values of fields in `HARMLESS` only, at most 200 characters each.
 * @param before the stored document; null for a new one
 * @param after the stored document
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
    // A name that the desk writes in one collection may be typed in another.
    if (TECHNICAL.has(field) && !harmless.has(field)) continue
    const [was, is] = [meaningOf(before?.[field]), meaningOf(after[field])]
    if (isDeepStrictEqual(was, is) || (isUnticked(was) && isUnticked(is))) continue
    changes.push([
      FIELD_OF_COLUMN[field] ?? field,
      harmless.has(field) ? [shown(was), shown(is)] : 'changed',
    ])
  }
  return Object.fromEntries(changes.sort(([a], [b]) => (a < b ? -1 : 1)))
}
