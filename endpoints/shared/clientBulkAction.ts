import type { Endpoint, Payload } from 'payload'
import { manageClients } from '../../collections/Users/access'
import { REFUSALS, refuse } from './answer'
import { inBatches } from './batches'
import { readSelection, selectedIDs } from './selection'

type ClientBulkAction = {
  act: (args: { ids: readonly string[]; payload: Payload }) => Promise<number>
  /** Names the number of users acted on in the answer. */
  counts: string
  path: string
}

/** A bulk action on users that answers how many it acted on and how many it skipped. */
export const clientBulkAction = ({ act, counts, path }: ClientBulkAction): Endpoint => ({
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const permitted = await manageClients(req)
    if (permitted === false) return refuse(REFUSALS.forbidden)
    const selection = await readSelection(req)
    if (!selection) return refuse(REFUSALS.badRequest)

    const ids = await selectedIDs({ collection: 'users', permitted, req, selection })
    let acted = 0
    return inBatches({
      ids,
      req,
      result: () => ({ [counts]: acted, skipped: ids.length - acted }),
      work: async (batch) => {
        acted += await act({ ids: batch, payload: req.payload })
      },
    })
  },
  method: 'post',
  path,
})
