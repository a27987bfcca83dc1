import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { holds } from '../src/access/holds'
import { readClientFigures } from '../src/figures/clientFigures'
import { CLIENT_PERMISSIONS } from '../src/figures/permissions'
import { REFUSALS, refuse } from './shared/answer'

const mayLook = async (req: PayloadRequest): Promise<boolean> => {
  const held = await Promise.all(CLIENT_PERMISSIONS.map((permission) => holds(req, permission)))
  return !held.includes(false)
}

/** `GET /api/users/:id/figures`: a client's calls of the last 30 days in figures, for staff. */
export const clientFigures: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if (!(await mayLook(req))) return refuse(REFUSALS.forbidden)
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const figures = id && (await readClientFigures({ id, pool: req.payload.db.pool }))
    return figures ? Response.json(figures) : refuse(REFUSALS.notFound)
  },
  method: 'get',
  path: '/:id/figures',
}
