import type { CollectionBeforeOperationHook } from 'payload'
import { holdToBytes, isHeld, PageBytes } from '../../src/database/lists/pageBytes'
import { isNested, readsList } from './readsList'

/**
 * Holds lists to the bytes that a page may have, and cuts the long texts of calls in them. Relations that are
 * read along with documents have as many bytes, and stay whole.
 */
export const boundPage: CollectionBeforeOperationHook = (operation) => {
  const { args, collection, overrideAccess, req } = operation
  const isRelation = operation.operation === 'read' && !overrideAccess && isNested(args)
  if (!(isRelation || readsList(operation)) || isHeld(req)) return
  const bytes = new PageBytes(req, { cutsTexts: !isRelation })
  return { ...args, req: holdToBytes(req, collection.slug, bytes) }
}
