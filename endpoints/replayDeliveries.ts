import type { Endpoint } from 'payload'
import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { replay } from '../src/ingest/replay'
import { recordReplays } from '../src/ingest/replays'
import { REFUSALS, refuse } from './shared/answer'
import { inBatches } from './shared/batches'
import { readSelection, selectedIDs } from './shared/selection'

/** `POST /api/webhook-deliveries/replay`: runs the selected deliveries through the parser again. */
export const replayDeliveries: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if (!(await holds(req, 'webhook-deliveries.change'))) return refuse(REFUSALS.forbidden)
    const selection = await readSelection(req)
    if (!selection) return refuse(REFUSALS.badRequest)

    const ids = await selectedIDs({
      collection: 'webhook-deliveries',
      permitted: true,
      req,
      selection,
    })
    const count = ids.length
    const entry = bulkEntry({ action: 'replayed', collection: 'webhook-deliveries', count, req })
    // The call that a delivery belonged to, and the one that it belongs to now.
    const rereads = bulkEntry({
      action: 'reread',
      collection: 'call-summaries',
      count: count * 2,
      req,
    })
    let replayed = 0
    let needsReview = 0
    return inBatches({
      ids,
      req,
      result: () => ({ needsReview, replayed }),
      work: async (batch) => {
        // Asked for, before it is done: each report is stored by itself, and again does no harm.
        await recordReplays({ entry, ids: batch, payload: req.payload })
        const states = await replay({ entry: rereads, ids: batch, payload: req.payload })
        replayed += states.length
        needsReview += states.filter((state) => state === 'needs_review').length
      },
    })
  },
  method: 'post',
  path: '/replay',
}
