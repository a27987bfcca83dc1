import type { CollectionBeforeDeleteHook } from 'payload'
import { holds } from '../../../src/access/holds'
import { retireToken } from '../../../src/clients/tokens'
import { refusal } from '../../../src/refusals/refusals'

/**
 * Deletes the client's calls with it. A client with calls has to be deactivated first, and the user needs
 * permission to delete calls, so that one wrong click in a list cannot delete years of them.
 */
export const deleteClientCalls: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const ofClient = { client: { equals: id } }
  // These must see all of the client's rows. The permissions are checked here.
  const asSystem = { overrideAccess: true, req, where: ofClient }
  const [summaries, deliveries, client] = [
    await req.payload.count({ collection: 'call-summaries', ...asSystem }),
    await req.payload.count({ collection: 'webhook-deliveries', ...asSystem }),
    await req.payload.findByID({ collection: 'users', depth: 0, id, overrideAccess: true, req }),
  ]
  if (summaries.totalDocs === 0 && deliveries.totalDocs === 0) return
  if (client.isActive) {
    throw refusal('CLIENT_HAS_CALLS', {
      message: `${client.email} has ${summaries.totalDocs} call summaries and ${deliveries.totalDocs} deliveries. Deactivate the account first to delete them too.`,
    })
  }
  if (req.user && !(await holds(req, 'call-summaries.delete'))) {
    throw refusal('FORBIDDEN', {
      message: 'Deleting a client with calls needs the permission call-summaries.delete.',
    })
  }
  await req.payload.db.deleteMany({ collection: 'webhook-deliveries', req, where: ofClient })
  await req.payload.db.deleteMany({ collection: 'call-summaries', req, where: ofClient })
}

/** Retires the token of a deleted client. No other client may get it, because the old URL may still be in use. */
export const retireDeletedToken: CollectionBeforeDeleteHook = ({ id, req }) =>
  retireToken({ by: null, graceHours: 0, req, userID: String(id) })
