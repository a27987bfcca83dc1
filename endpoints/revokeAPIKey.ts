import type { Endpoint } from 'payload'
import { requireLogin } from './shared/caller'
import { revokeKey } from './shared/revokeKey'

/** `POST /api/api-keys/:id/revoke`: revokes the key immediately and permanently. */
export const revokeAPIKey: Endpoint = {
  handler: async (req) => {
    requireLogin(req)
    return Response.json({ doc: await revokeKey(req, req.routeParams?.id) })
  },
  method: 'post',
  path: '/:id/revoke',
}
