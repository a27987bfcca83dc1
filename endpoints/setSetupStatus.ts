import type { Endpoint } from 'payload'
import { z } from 'zod'
import { manageClients } from '../src/access/users'
import { bulkEntry } from '../src/audit/bulkEntry'
import { moveOn } from '../src/database/clients'
import { isSetupStatus, type SetupStatus } from '../src/setupStatus'
import { REFUSALS, refuse } from './shared/answer'
import { selectedIDs } from './shared/selection'

const bodySchema = z.object({ setupStatus: z.custom<SetupStatus>(isSetupStatus) })

/**
 * `POST /api/users/:id/setup-status`: moves one client along, from the list. Writes that one column:
 * an ordinary update rewrites the whole row and could undo what somebody else just saved.
 */
export const setSetupStatus: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const permitted = await manageClients(req)
    if (permitted === false) return refuse(REFUSALS.forbidden)
    const body = bodySchema.safeParse(await req.json?.().catch(() => null))
    if (!body.success) return refuse({ message: 'Choose one of the setup statuses.', status: 400 })

    const id = z.uuid().safeParse(req.routeParams?.id).data
    const [found] = id
      ? await selectedIDs({ collection: 'users', permitted, req, selection: { ids: [id] } })
      : []
    if (!found) return refuse(REFUSALS.notFound)
    await moveOn({
      entry: bulkEntry({ action: 'changed', collection: 'users', count: 1, req }),
      id: found,
      payload: req.payload,
      setupStatus: body.data.setupStatus,
    })
    return Response.json(body.data)
  },
  method: 'post',
  path: '/:id/setup-status',
}
