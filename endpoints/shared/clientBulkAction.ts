import type { Endpoint, Payload } from 'payload'
import type { z } from 'zod'
import { manageClients, STAFF } from '../../src/access/users'
import type { AuditAction } from '../../src/audit/actions'
import { bulkEntry } from '../../src/audit/bulkEntry'
import type { Changes } from '../../src/audit/changes'
import type { BulkEntry } from '../../src/audit/log'
import { bulkAction } from './bulkAction'
import { selectedIDs } from './selection'

type ClientBulkAction<Options> = {
  act: (args: {
    entry: BulkEntry
    ids: readonly string[]
    options: Options
    payload: Payload
  }) => Promise<number>
  /** The action in the history. */
  action: AuditAction
  /** The changes that all of them get, for the history. */
  changes?: Changes
  /** The key of the number of changed clients in the response. */
  counts: string
  /** The schema of the body's options, without the selection. */
  options: z.ZodType<Options>
  path: string
}

const leftAlone = (staff: number) => (staff > 0 ? { staffLeftAlone: staff } : {})

/**
 * Creates a bulk action on clients. Its response says how many clients were changed and how many were skipped,
 * and how many staff were skipped if some were selected.
 */
export const clientBulkAction = <Options>({
  act,
  action,
  changes,
  counts,
  options: optionsSchema,
  path,
}: ClientBulkAction<Options>): Endpoint =>
  bulkAction({
    begin: async ({ ids, options, req, selection }) => {
      const staff = await selectedIDs({ collection: 'users', permitted: STAFF, req, selection })
      const entry = bulkEntry({ action, changes, collection: 'users', count: ids.length, req })
      let acted = 0
      return {
        act: async (batch) => {
          acted += await act({ entry, ids: batch, options, payload: req.payload })
        },
        result: () => ({
          [counts]: acted,
          skipped: ids.length - acted,
          ...leftAlone(staff.length),
        }),
      }
    },
    collection: 'users',
    options: optionsSchema,
    path,
    permit: manageClients,
  })
