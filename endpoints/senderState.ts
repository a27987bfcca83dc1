import type { Endpoint } from 'payload'
import { readSenderState } from '../src/clients/senderState'
import { REFUSALS, refuse } from './shared/answer'
import { oneClient } from './shared/oneClient'

/**
 * `GET /api/users/:id/sender`: what still works beside the present token and secret, and what was
 * refused. For staff who may change the client; no token and no secret is in it.
 */
export const senderState: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const client = await oneClient(req, req.routeParams?.id)
    if ('refusal' in client) return client.refusal
    const { pool } = req.payload.db
    return Response.json(await readSenderState(pool, client.id), {
      headers: { 'Cache-Control': 'no-store' },
    })
  },
  method: 'get',
  path: '/:id/sender',
}
