import type { CollectionBeforeOperationHook, Where } from 'payload'
import { z } from 'zod'
import { findAllIDs } from '../../src/database/findAllIDs'
import { lockRows } from '../../src/database/locks'

const isWhere = (value: unknown): value is Where => typeof value === 'object' && value !== null

type Locked = { collection: 'call-summaries' | 'users'; table: 'call_summaries' | 'users' }

/** Makes an update read rows that nobody else changes before it writes them. */
export const lockBeforeUpdate =
  ({ collection, table }: Locked): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (operation !== 'update') return
    if ('id' in args && args.id !== undefined) {
      if (z.uuid().safeParse(args.id).success)
        await lockRows({ ids: [String(args.id)], req, table })
      return
    }
    if (!('where' in args) || !isWhere(args.where)) return
    // The same rule that the update itself applies to its filter.
    const overrideAccess = args.overrideAccess ?? false
    const ids = await findAllIDs({ collection, overrideAccess, req, where: args.where })
    await lockRows({ ids, req, table })
  }
