import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { recordReplays } from '../src/ingest/recordReplays'
import { replay } from '../src/ingest/replay'
import { bulkAction } from './shared/bulkAction'
import { NO_OPTIONS } from './shared/selection'

/** `POST /api/webhook-deliveries/replay`: processes the selected deliveries again. */
export const replayDeliveries = bulkAction({
  begin: ({ ids: { length: count }, req }) => {
    const { payload } = req
    const entry = bulkEntry({ action: 'replayed', collection: 'webhook-deliveries', count, req })
    // Calls that a delivery belonged to before, and those that it belongs to now.
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
        // Recorded first: each report has its own transaction, and replaying one twice does no harm.
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
