import type { CollectionBeforeDeleteHook } from 'payload'
import { holds } from '../../../src/access/holds'
import { retireToken } from '../../../src/clients/tokens'
import { refusal } from '../../../src/refusals/refusals'

/**
 * A client with calls is deleted only after it was deactivated, and only by somebody who may delete
 * calls: one slip in a list must not wipe out years of them. Then the calls go with it.
 */
export const deleteClientCalls: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const ofClient = { client: { equals: id } }
  // The counts and deletions below must see all of the client's rows; the rights are checked here.
  const asSystem = { overrideAccess: true, req, where: ofClient }
  const [summaries, deliveries, client] = [
    await req.payload.count({ collection: 'call-summaries', ...asSystem }),
    await req.payload.count({ collection: 'webhook-deliveries', ...asSystem }),
    await req.payload.findByID({ collection: 'users', depth: 0, id, overrideAccess: true, req }),
  ]
  if (summaries.totalDocs === 0 && deliveries.totalDocs === 0) return
  if (client.isActive) {
    throw refusal('CLIENT_HAS_CALLS', {
      message: `${client.email} has ${summaries.totalDocs} call summaries. Deactivate the account first to delete them too.`,
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

/** The token of a client that goes must not become another's: the old URL may still be in use. */
export const retireDeletedToken: CollectionBeforeDeleteHook = ({ id, req }) =>
  retireToken({ by: null, graceHours: 0, req, userID: String(id) })
