import type { Endpoint } from 'payload'
import { readSenderState } from '../src/clients/senderState'
import { clientOf } from './shared/oneClient'

/**
 * `GET /api/users/:id/sender`: what still works beside the present token and secret, and what was
 * refused. For staff who may change the client; no token and no secret is in it.
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
