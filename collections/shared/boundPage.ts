import type { CollectionBeforeOperationHook } from 'payload'
import { holdToBytes, isHeld, PageBytes } from '../../src/database/lists/pageBytes'
import { LISTED_SUMMARY, SUMMARY_LINE } from '../../src/database/lists/truncated'
import { isAdminList, isNested, readsList } from './readsList'

/**
 * Limits the bytes of a page of a list, and cuts the long texts of calls in it. Relations of the documents
 * have the same limit, and their texts are not cut.
 */
export const boundPage: CollectionBeforeOperationHook = (operation) => {
  const { args, collection, overrideAccess, req } = operation
  const isRelation = operation.operation === 'read' && !overrideAccess && isNested(args)
  if (!(isRelation || readsList(operation)) || isHeld(req)) return
  const textLength = isAdminList(args) ? SUMMARY_LINE : LISTED_SUMMARY
  const bytes = new PageBytes(req, isRelation ? {} : { textLength })
  return { ...args, req: holdToBytes(req, collection.slug, bytes) }
}
