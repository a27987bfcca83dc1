import type { CollectionBeforeOperationHook, PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { rememberBefore } from '../../src/audit/edits'
import { findAllIDs } from '../../src/database/findAllIDs'
import { lockRows } from '../../src/database/locks'

const isWhere = (value: unknown): value is Where => typeof value === 'object' && value !== null

type Locked =
  | { collection: 'call-summaries'; table: 'call_summaries' }
  | { collection: 'groups'; table: 'groups' }
  | { collection: 'users'; table: 'users' }

/**
 * Makes an update read rows that nobody else changes before it writes them, and keeps what they were
 * for the history. Whoever deletes what somebody else deletes at the same time finds nothing, instead of
 * failing half-way.
 */
export const lockBeforeWrite =
  ({ collection, table }: Locked): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    const isUpdate = operation === 'update'
    // Strangers delete nothing, and have no lock.
    if (!isUpdate && !(operation === 'delete' && req.user)) return
    const ids = await idsOf(collection, args, req)
    await lockRows({ ids, req, table })
    if (isUpdate && ids.length > 0) await rememberBefore({ collection, ids, req })
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
