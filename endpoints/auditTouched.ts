import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayReadHistory } from '../src/access/history'
import { readTouched } from '../src/audit/history'
import { refusal } from '../src/refusals/refusals'
import { requireLogin } from './shared/caller'

const PAGE = 100

/**
 * `GET /api/audit-log/:id/touched?after=…`: the documents that a bulk action changed, in the order of their
 * ids. `after` is the last id of the page before.
 */
export const auditTouched: Endpoint = {
  handler: async (req) => {
    requireLogin(req)
    if (!(await mayReadHistory(req))) throw refusal('FORBIDDEN')
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const after = z
      .uuid()
      .nullable()
      .safeParse(req.query.after ?? null).data
    if (!id || after === undefined) throw refusal('NOT_FOUND')
    const touched = await readTouched(req.payload.db.pool, { after, id, limit: PAGE + 1 })
    return Response.json(
      { hasMore: touched.length > PAGE, touched: touched.slice(0, PAGE) },
      { headers: { 'Cache-Control': 'private, no-store' } },
    )
  },
  method: 'get',
  path: '/:id/touched',
}
