import type { Endpoint } from 'payload'
import { z } from 'zod'
import { holds } from '../src/access/holds'
import { readDeliveryHealth } from '../src/clients/deliveryHealth'
import { REFUSALS, refuse } from './shared/answer'

/** `GET /api/users/:id/delivery-health`: how a client's reports come in, for staff. */
export const deliveryHealth: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const mayLook =
      (await holds(req, 'users.view')) && (await holds(req, 'webhook-deliveries.view'))
    if (!mayLook) return refuse(REFUSALS.forbidden)
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const health = id && (await readDeliveryHealth({ id, pool: req.payload.db.pool }))
    return health ? Response.json(health) : refuse(REFUSALS.notFound)
  },
  method: 'get',
  path: '/:id/delivery-health',
}
