import type { Endpoint } from 'payload'
import { z } from 'zod'
import { bulkEntry } from '../src/audit/bulkEntry'
import { moveOn } from '../src/clients/bulk'
import { isSetupStatus, type SetupStatus } from '../src/clients/setupStatus'
import { jsonBody } from './shared/caller'
import { clientOf, managedClients } from './shared/oneClient'

const bodySchema = z.object({ setupStatus: z.custom<SetupStatus>(isSetupStatus) })

/**
 * `POST /api/users/:id/setup-status`: sets a client's setup status, for the list. It writes only that column: a
 * normal update rewrites the whole row and could undo what somebody else has just saved.
 */
export const setSetupStatus: Endpoint = {
  handler: async (req) => {
    await managedClients(req)
    const { setupStatus } = await jsonBody(req, bodySchema, 'Choose one of the setup statuses.')
    const id = await clientOf(req, req.routeParams?.id)
    await moveOn({
      entry: bulkEntry({ action: 'changed', collection: 'users', count: 1, req }),
      id,
      payload: req.payload,
      setupStatus,
    })
    return Response.json({ setupStatus })
  },
  method: 'post',
  path: '/:id/setup-status',
}
