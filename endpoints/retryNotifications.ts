import type { Endpoint } from 'payload'
import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { retryDead } from '../src/notify/queue'
import { REFUSALS, refuse } from './shared/answer'
import { inBatches } from './shared/batches'
import { readSelection, selectedIDs } from './shared/selection'

/** `POST /api/notifications/retry`: has those of the selected that were given up tried again. */
export const retryNotifications: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if (!(await holds(req, 'notifications.change'))) return refuse(REFUSALS.forbidden)
    const selection = await readSelection(req)
    if (!selection) return refuse(REFUSALS.badRequest)

    const ids = await selectedIDs({ collection: 'notifications', permitted: true, req, selection })
    const count = ids.length
    const entry = bulkEntry({
      action: 'notification_retried',
      collection: 'notifications',
      count,
      req,
    })
    let retried = 0
    return inBatches({
      ids,
      req,
      result: () => ({ retried, skipped: count - retried }),
      work: async (batch) => {
        retried += await retryDead({ db: req.payload.db.drizzle, entry, ids: batch })
      },
    })
  },
  method: 'post',
  path: '/retry',
}
