import type { Endpoint } from 'payload'
import { isByKey } from '../src/access/byKey'
import { manageClients } from '../src/access/users'
import { bulkEntry } from '../src/audit/bulkEntry'
import { showTokens } from '../src/clients/webhookTokens'
import { refusal } from '../src/refusals/refusals'
import { requireLogin } from './shared/caller'
import { NO_OPTIONS, permittedSelection, selectedIDs } from './shared/selection'

const MOST = 1_000

/**
 * `POST /api/users/show-vapi-token`: the webhook tokens of the selected clients, 1,000 at most, for staff who may
 * change them. The history records it as shown. It is a POST, so that no tokens are kept in a cache or a log.
 */
export const showVapiTokens: Endpoint = {
  handler: async (req) => {
    requireLogin(req)
    // As with the field itself.
    if (isByKey(req)) throw refusal('NOT_BY_KEY')
    const { permitted, selection } = await permittedSelection(req, {
      options: NO_OPTIONS,
      permit: manageClients,
    })
    const ids = await selectedIDs({ collection: 'users', permitted, req, selection })
    if (ids.length > MOST) {
      const message = 'At most 1,000 webhook URLs are shown at a time. Select fewer clients.'
      throw refusal('TOO_MANY_DOCUMENTS', { message })
    }
    const entry = bulkEntry({
      action: 'token_shown',
      collection: 'users',
      count: ids.length,
      req,
    })
    const clients = await showTokens({ entry, ids, payload: req.payload })
    return Response.json(
      { clients, skipped: ids.length - clients.length },
      { headers: { 'Cache-Control': 'private, no-store' } },
    )
  },
  method: 'post',
  path: '/show-vapi-token',
}
