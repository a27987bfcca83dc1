import type { Endpoint } from 'payload'
import { z } from 'zod'
import { manageClients } from '../src/access/users'
import { readSenderState } from '../src/database/senderState'
import { REFUSALS, refuse } from './shared/answer'
import { selectedIDs } from './shared/selection'

/**
 * `GET /api/users/:id/sender`: what still works beside the present token and secret, and what was
 * refused. For staff who may change the client; no token and no secret is in it.
 */
export const senderState: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const permitted = await manageClients(req)
    if (permitted === false) return refuse(REFUSALS.forbidden)
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const [found] = id
      ? await selectedIDs({ collection: 'users', permitted, req, selection: { ids: [id] } })
      : []
    if (!found) return refuse(REFUSALS.notFound)
    const { pool } = req.payload.db
    return Response.json(await readSenderState(pool, found), {
      headers: { 'Cache-Control': 'no-store' },
    })
  },
  method: 'get',
  path: '/:id/sender',
}
