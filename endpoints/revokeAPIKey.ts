import type { Endpoint } from 'payload'
import { REFUSALS, refuse } from './shared/answer'
import { revokeKey } from './shared/revokeKey'

/** `POST /api/api-keys/:id/revoke`: the key stops at once and for good. */
export const revokeAPIKey: Endpoint = {
  handler: async (req) =>
    req.user
      ? Response.json({ doc: await revokeKey(req, req.routeParams?.id) })
      : refuse(REFUSALS.signIn),
  method: 'post',
  path: '/:id/revoke',
}
