import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { z } from 'zod'
import { rememberBefore } from '../../src/audit/edits'
import { lockRows } from '../../src/database/connection/locks'
import { findAllIDs } from '../../src/database/lists/findAllIDs'
import { isWhere } from '../../src/lib/values'
import { executeAccess } from '../../src/payload/operations'

type Locked =
  | { collection: 'brands'; table: 'brands' }
  | { collection: 'vapi-accounts'; table: 'vapi_accounts' }
  | { collection: 'call-summaries'; table: 'call_summaries' }
  | { collection: 'groups'; table: 'groups' }
  | { collection: 'users'; table: 'users' }

/**
 * Locks the rows of an update or deletion before Payload reads them, so that nobody else changes them in
 * between, and keeps the old documents for the history. Of two concurrent deletions the second finds nothing,
 * instead of failing half-way. Without access nothing is locked, and Payload refuses the operation.
 */
export const lockBeforeWrite =
  ({ collection, table }: Locked): CollectionBeforeOperationHook =>
  async ({ args, collection: { access }, operation, overrideAccess, req }) => {
    if (operation !== 'update' && operation !== 'delete') return
    const asked = { disableErrors: true, req }
    if (!overrideAccess && !(await executeAccess(asked, access[operation]))) return
    const ids = await idsOf(collection, args, req)
    await lockRows({ ids, req, table })
    if (operation === 'update' && ids.length > 0) await rememberBefore({ collection, ids, req })
  }

type Args = Parameters<CollectionBeforeOperationHook>[0]['args']

/** The ids of the documents to write. */
const idsOf = async (
  collection: Locked['collection'],
  args: Args,
  req: PayloadRequest,
): Promise<readonly string[]> => {
  if ('id' in args && args.id !== undefined) {
    return z.uuid().safeParse(args.id).success ? [String(args.id)] : []
  }
  if (!('where' in args) || !isWhere(args.where)) return []
  // The same rule that the write itself applies to its filter.
  const overrideAccess = args.overrideAccess ?? false
  return await findAllIDs({ collection, overrideAccess, req, where: args.where })
}
