import type { Endpoint } from 'payload'
import { z } from 'zod'
import { isByKey } from '../../src/access/byKey'
import { isActive, isStaff } from '../../src/access/roles'
import { DAY_MS } from '../../src/lib/time/units'
import { countNewCalls, MOST_NEW } from '../../src/portal/calls/countNewCalls'
import { NEW_CALLS_PATH } from '../../src/portal/calls/newCallsPath'
import { createPollLimit } from '../../src/readLimit/pollLimit'
import { refusal } from '../../src/refusals/refusals'
import { textsOfReader } from '../../src/translations/readerTexts'
import { requireLogin } from '../shared/caller'

/** A page that is open for longer is better loaded again. */
const OLDEST_MS = 2 * DAY_MS

const sinceSchema = z.iso.datetime()

const polls = createPollLimit()

/**
 * `GET /api/v1/portal/new-calls?since=<time>`: how many of the client's calls were created after that, at most
 * 100, and the sentence that says so; empty for none. Open pages of the portal ask; it has a small limit of its own instead of the API's.
 */
export const newCalls: Endpoint = {
  handler: async (req) => {
    const user = requireLogin(req)
    if (isByKey(req)) throw refusal('NOT_BY_KEY')
    if (!isActive(user) || isStaff(user)) throw refusal('FORBIDDEN')
    const waitMs = polls.take(user.id)
    if (waitMs > 0) {
      throw refusal('TOO_MANY_REQUESTS', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) })
    }
    const since = sinceSchema.safeParse(req.query.since).data
    if (!since || Date.now() - Date.parse(since) > OLDEST_MS) {
      throw refusal('QUERY_INVALID', {
        message: 'Pass since, a time of the last two days as ISO 8601 in UTC.',
      })
    }
    const calls = await countNewCalls(req, since)
    const { t } = textsOfReader({ acceptLanguage: req.headers.get('accept-language'), user })
    const text =
      calls > MOST_NEW ? t('calls.newMany', { n: MOST_NEW }) : t('calls.new', { n: calls })
    return Response.json(
      { calls, text: calls === 0 ? '' : text },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
  method: 'get',
  path: NEW_CALLS_PATH,
}
