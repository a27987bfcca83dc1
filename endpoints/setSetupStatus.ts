import type { Endpoint } from 'payload'
import { z } from 'zod'
import { manageClients } from '../src/access/users'
import { bulkEntry } from '../src/audit/bulkEntry'
import { moveOn } from '../src/clients/bulk'
import { isSetupStatus, type SetupStatus } from '../src/clients/setupStatus'
import { REFUSALS, refuse } from './shared/answer'
import { oneClient } from './shared/oneClient'

const bodySchema = z.object({ setupStatus: z.custom<SetupStatus>(isSetupStatus) })

/**
 * `POST /api/users/:id/setup-status`: moves one client along, from the list. Writes that one column:
 * an ordinary update rewrites the whole row and could undo what somebody else just saved.
 */
export const setSetupStatus: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if ((await manageClients(req)) === false) return refuse(REFUSALS.forbidden)
    const body = bodySchema.safeParse(await req.json?.().catch(() => null))
    if (!body.success) return refuse({ message: 'Choose one of the setup statuses.', status: 400 })

    const client = await oneClient(req, req.routeParams?.id)
    if ('refusal' in client) return client.refusal
    await moveOn({
      entry: bulkEntry({ action: 'changed', collection: 'users', count: 1, req }),
      id: client.id,
      payload: req.payload,
      setupStatus: body.data.setupStatus,
    })
    return Response.json(body.data)
  },
  method: 'post',
  path: '/:id/setup-status',
}
