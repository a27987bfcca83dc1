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
 * for the history.
 */
export const lockBeforeUpdate = ({ collection, table }: Locked): CollectionBeforeOperationHook => {
  const lock = async (ids: readonly string[], req: PayloadRequest) => {
    await lockRows({ ids, req, table })
    await rememberBefore({ collection, ids, req })
  }
  return async ({ args, operation, req }) => {
    if (operation !== 'update') return
    if ('id' in args && args.id !== undefined) {
      if (z.uuid().safeParse(args.id).success) await lock([String(args.id)], req)
      return
    }
    if (!('where' in args) || !isWhere(args.where)) return
    // The same rule that the update itself applies to its filter.
    const overrideAccess = args.overrideAccess ?? false
    await lock(await findAllIDs({ collection, overrideAccess, req, where: args.where }), req)
  }
}
