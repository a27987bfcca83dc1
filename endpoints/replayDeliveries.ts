import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { replay } from '../src/ingest/replay'
import { recordReplays } from '../src/ingest/replays'
import { bulkAction } from './shared/bulkAction'
import { NO_OPTIONS } from './shared/selection'

/** `POST /api/webhook-deliveries/replay`: runs the selected deliveries through the parser again. */
export const replayDeliveries = bulkAction({
  begin: ({ ids: { length: count }, req }) => {
    const { payload } = req
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
    return {
      act: async (ids) => {
        // Asked for, before it is done: each report is stored by itself, and again does no harm.
        await recordReplays({ entry, ids, payload })
        const states = await replay({ entry: rereads, ids, payload })
        replayed += states.length
        needsReview += states.filter((state) => state === 'needs_review').length
      },
      result: () => ({ needsReview, replayed }),
    }
  },
  collection: 'webhook-deliveries',
  options: NO_OPTIONS,
  path: '/replay',
  permit: (req) => holds(req, 'webhook-deliveries.change'),
})
