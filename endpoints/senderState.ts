import type { Endpoint } from 'payload'
import { readSenderState } from '../src/clients/senderState'
import { clientOf } from './shared/oneClient'

/**
 * `GET /api/users/:id/sender`: the client's retired tokens and secrets that still work, and refused posts. For
 * staff who may change the client. The response has no tokens or secrets.
 */
export const senderState: Endpoint = {
  handler: async (req) => {
    const id = await clientOf(req, req.routeParams?.id)
    return Response.json(await readSenderState(req.payload.db.pool, id), {
      headers: { 'Cache-Control': 'no-store' },
    })
  },
  method: 'get',
  path: '/:id/sender',
}
