import type { CollectionBeforeOperationHook } from 'payload'
import { readsList } from './readsList'

/** How many documents a page holds at most, and by default. */
export const MAX_PAGE = 100
export const DEFAULT_PAGE = 10

/** How many documents a page shall hold, whatever was asked for. */
export const clampedLimit = (asked: unknown): number => {
  const limit = Number(asked ?? DEFAULT_PAGE)
  return Math.min(limit > 0 ? limit : MAX_PAGE, MAX_PAGE)
}

/**
 * Nobody gets more than 100 documents a page, whatever `limit` or `pagination` says. Payload has no
 * ceiling of its own, and `limit=0` would mean everything.
 */
export const clampLimit: CollectionBeforeOperationHook = (operation) => {
  if (!readsList(operation)) return
  const { args } = operation
  return { ...args, limit: clampedLimit('limit' in args ? args.limit : undefined) }
}
