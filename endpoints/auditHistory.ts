import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayReadHistory } from '../src/access/history'
import { AUDITED_COLLECTIONS } from '../src/audit/actions'
import { readHistoryOf } from '../src/audit/history'
import { refusal } from '../src/refusals/refusals'
import { requireLogin } from './shared/caller'

const PAGE = 20

const askedSchema = z.object({
  document: z.uuid(),
  // Not named `collection`, which is Payload’s parameter for this collection.
  slug: z.enum(AUDITED_COLLECTIONS.map(({ value }) => value)),
})
const cursorSchema = z.object({ at: z.iso.datetime(), id: z.uuid() })

/**
 * `GET /api/audit-log/of/:collection/:document?at=…&id=…`: the history of a document, newest first, including
 * bulk actions. `at` and `id` are those of the last entry of the page before.
 */
export const auditHistory: Endpoint = {
  handler: async (req) => {
    requireLogin(req)
    if (!(await mayReadHistory(req))) throw refusal('FORBIDDEN')
    const asked = askedSchema.safeParse(req.routeParams).data
    if (!asked) throw refusal('NOT_FOUND')
    const { at, id } = req.query
    const isFirst = at === undefined && id === undefined
    const before = isFirst ? null : cursorSchema.safeParse({ at, id }).data
    if (before === undefined) {
      const message = 'Pass “at” and “id” of the last entry, or neither.'
      throw refusal('CURSOR_INVALID', { message })
    }
    const { document, slug: collection } = asked
    const entries = await readHistoryOf(req.payload.db.pool, {
      before,
      collection,
      document,
      limit: PAGE + 1,
    })
    return Response.json(
      { entries: entries.slice(0, PAGE), hasMore: entries.length > PAGE },
      { headers: { 'Cache-Control': 'private, no-store' } },
    )
  },
  method: 'get',
  path: '/of/:slug/:document',
}
