import type { Endpoint } from 'payload'
import { z } from 'zod'
import { readDeliveryHealth } from '../src/clients/deliveryHealth'
import { refusal } from '../src/refusals/refusals'
import { requirePermissions } from './shared/caller'

/** `GET /api/users/:id/delivery-health`: how a client's reports arrive, for staff. */
export const deliveryHealth: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'users.view', 'webhook-deliveries.view')
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const health = id && (await readDeliveryHealth({ id, pool: req.payload.db.pool }))
    if (!health) throw refusal('NOT_FOUND')
    return Response.json(health)
  },
  method: 'get',
  path: '/:id/delivery-health',
}
