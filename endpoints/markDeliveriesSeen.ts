import { z } from 'zod'
import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { markDeliveries } from '../src/clients/deliveries'
import { bulkAction } from './shared/bulkAction'

const optionsSchema = z.strictObject({
  /** False takes the mark back. */
  seen: z.boolean().default(true),
})

/**
 * `POST /api/webhook-deliveries/mark-seen`: marks the selected deliveries that need review as seen, so that they are
 * no longer counted. Returns `{marked, skipped}`.
 */
export const markDeliveriesSeen = bulkAction({
  begin: ({ ids, options: { seen: isSeen }, req }) => {
    const { payload } = req
    const entry = bulkEntry({
      action: 'changed',
      collection: 'webhook-deliveries',
      count: ids.length,
      req,
    })
    let marked = 0
    return {
      act: async (batch) => {
        marked += await markDeliveries({ entry, ids: batch, isSeen, payload })
      },
      result: () => ({ marked, skipped: ids.length - marked }),
    }
  },
  collection: 'webhook-deliveries',
  options: optionsSchema,
  path: '/mark-seen',
  permit: (req) => holds(req, 'webhook-deliveries.change'),
})
