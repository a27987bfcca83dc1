import type { CollectionBeforeOperationHook } from 'payload'
import { clampedLimit } from '../../src/database/lists/pageSize'
import { readsList } from './readsList'

/**
 * Nobody gets more than 100 documents a page, whatever `limit` or `pagination` says. Payload has no
 * ceiling of its own, and `limit=0` would mean everything.
 */
export const clampLimit: CollectionBeforeOperationHook = (operation) => {
  if (!readsList(operation)) return
  const { args } = operation
  return { ...args, limit: clampedLimit('limit' in args ? args.limit : undefined) }
}
