import type { Endpoint } from 'payload'
import { z } from 'zod'
import { readClientFigures } from '../src/figures/clientFigures'
import { CLIENT_PERMISSIONS } from '../src/figures/permissions'
import { refusal } from '../src/refusals/refusals'
import { requirePermissions } from './shared/caller'

/** `GET /api/users/:id/figures`: figures of a client's calls in the last 30 days, for staff. */
export const clientFigures: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, ...CLIENT_PERMISSIONS)
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const figures = id && (await readClientFigures({ id, payload: req.payload }))
    if (!figures) throw refusal('NOT_FOUND')
    return Response.json(figures)
  },
  method: 'get',
  path: '/:id/figures',
}
