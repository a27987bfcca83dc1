import type { Endpoint } from 'payload'
import { revokeKey } from '../collections/ApiKeys/revokeKey'
import { REFUSALS, refuse } from './shared/answer'

/** `POST /api/api-keys/:id/revoke`: the key stops at once and for good. */
export const revokeAPIKey: Endpoint = {
  handler: async (req) =>
    req.user
      ? Response.json({ doc: await revokeKey(req, req.routeParams?.id) })
      : refuse(REFUSALS.signIn),
  method: 'post',
  path: '/:id/revoke',
}
