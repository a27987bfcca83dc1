import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { z } from 'zod'
import { rememberBefore } from '../../src/audit/edits'
import { lockRows } from '../../src/database/connection/locks'
import { findAllIDs } from '../../src/database/lists/findAllIDs'
import { isWhere } from '../../src/lib/values'
import { executeAccess } from '../../src/payload/operations'

type Locked =
  | { collection: 'call-summaries'; table: 'call_summaries' }
  | { collection: 'groups'; table: 'groups' }
  | { collection: 'users'; table: 'users' }

/**
 * Makes an update read rows that nobody else changes before it writes them, and keeps what they were
 * for the history. Whoever deletes what somebody else deletes at the same time finds nothing, instead of
 * failing half-way. Whoever may not do it locks nothing: Payload refuses it afterwards.
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

/** What is to be written. */
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
