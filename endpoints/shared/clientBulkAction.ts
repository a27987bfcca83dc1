import type { Endpoint, Payload } from 'payload'
import { z } from 'zod'
import { manageClients } from '../../src/access/users'
import { REFUSALS, refuse } from './answer'
import { inBatches } from './batches'
import { readSelectionWith, selectedIDs } from './selection'

type ClientBulkAction<Options> = {
  act: (args: { ids: readonly string[]; options: Options; payload: Payload }) => Promise<number>
  /** Names the number of users acted on in the answer. */
  counts: string
  /** What the body may say beside the selection. */
  options: z.ZodType<Options>
  path: string
}

/** For a bulk action that takes nothing but a selection. */
export const NO_OPTIONS = z.strictObject({})

/** A bulk action on users that answers how many it acted on and how many it skipped. */
export const clientBulkAction = <Options>({
  act,
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
    let acted = 0
    return inBatches({
      ids,
      req,
      result: () => ({ [counts]: acted, skipped: ids.length - acted }),
      work: async (batch) => {
        acted += await act({ ids: batch, options, payload: req.payload })
      },
    })
  },
  method: 'post',
  path,
})
