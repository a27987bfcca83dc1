import type { Endpoint } from 'payload'
import { z } from 'zod'
import { holds } from '../src/access/holds'
import { findClients } from '../src/clients/names'
import { firstCharacters } from '../src/database/lists/truncated'
import { requirePermissions } from './shared/caller'

const MAX_SEARCH = 200

const querySchema = z.object({ search: z.string().catch('') })

/**
 * `GET /api/call-summaries/clients?search=…`: the clients whose name contains a text, eight at most, for staff who
 * filter calls by client. E-mail addresses only for those who may see users.
 */
export const callClients: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'call-summaries.view')
    const search = firstCharacters(querySchema.parse(req.query ?? {}).search, MAX_SEARCH)
    const withEmails = await holds(req, 'users.view')
    const clients = await findClients({ pool: req.payload.db.pool, search, withEmails })
    const shown = clients.map(({ email, id, name }) => ({
      ...(withEmails && email !== name ? { email } : {}),
      id,
      name,
    }))
    return Response.json({ clients: shown, search }, { headers: { 'Cache-Control': 'no-store' } })
  },
  method: 'get',
  path: '/clients',
}
