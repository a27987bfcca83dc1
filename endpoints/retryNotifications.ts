import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { retryDead } from '../src/notify/queue'
import { bulkAction } from './shared/bulkAction'
import { NO_OPTIONS } from './shared/selection'

const COLLECTION = 'notifications'

/** `POST /api/notifications/retry`: retries the selected notifications that failed. */
export const retryNotifications = bulkAction({
  begin: ({ ids: { length: count }, req }) => {
    const action = 'notification_retried'
    const entry = bulkEntry({ action, collection: COLLECTION, count, req })
    let retried = 0
    return {
      act: async (ids) => {
        retried += await retryDead({ db: req.payload.db.drizzle, entry, ids })
      },
      result: () => ({ retried, skipped: count - retried }),
    }
  },
  collection: COLLECTION,
  options: NO_OPTIONS,
  path: '/retry',
  permit: (req) => holds(req, 'notifications.change'),
})
