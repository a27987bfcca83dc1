import type { Endpoint, Payload } from 'payload'
import { z } from 'zod'
import { manageClients, STAFF } from '../../src/access/users'
import type { AuditAction } from '../../src/audit/actions'
import { bulkEntry } from '../../src/audit/bulkEntry'
import type { Changes } from '../../src/audit/changes'
import type { BulkEntry } from '../../src/audit/log'
import { REFUSALS, refuse } from './answer'
import { inBatches } from './batches'
import { readSelectionWith, selectedIDs } from './selection'

type ClientBulkAction<Options> = {
  act: (args: {
    entry: BulkEntry
    ids: readonly string[]
    options: Options
    payload: Payload
  }) => Promise<number>
  /** How the history calls it. */
  action: AuditAction
  /** What it does to all of them, for the history. */
  changes?: Changes
  /** Names the number of users acted on in the answer. */
  counts: string
  /** What the body may say beside the selection. */
  options: z.ZodType<Options>
  path: string
}

/** For a bulk action that takes nothing but a selection. */
export const NO_OPTIONS = z.strictObject({})

const leftAlone = (staff: number) => (staff > 0 ? { staffLeftAlone: staff } : {})

/**
 * A bulk action on clients that answers how many it acted on and how many it skipped; and, where staff
 * were selected too, how many of them it left alone.
 */
export const clientBulkAction = <Options>({
  act,
  action,
  changes,
  counts,
  options: optionsSchema,
  path,
}: ClientBulkAction<Options>): Endpoint => ({
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const permitted = await manageClients(req)
    if (permitted === false) return refuse(REFUSALS.forbidden)
    const body = await readSelectionWith(req, optionsSchema)
    if (!body) return refuse(REFUSALS.badRequest)

    const { options, selection } = body
    const ids = await selectedIDs({ collection: 'users', permitted, req, selection })
    const staff = await selectedIDs({ collection: 'users', permitted: STAFF, req, selection })
    const entry = bulkEntry({ action, changes, collection: 'users', count: ids.length, req })
    let acted = 0
    return inBatches({
      ids,
      req,
      result: () => ({
        [counts]: acted,
        skipped: ids.length - acted,
        ...leftAlone(staff.length),
      }),
      work: async (batch) => {
        acted += await act({ entry, ids: batch, options, payload: req.payload })
      },
    })
  },
  method: 'post',
  path,
})
