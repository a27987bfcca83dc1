import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { holds } from '../access/holds'
import { type SeenClient, seenAs } from '../access/readOnly'
import { isActive, isStaff } from '../access/roles'
import { sessionOf } from '../accounts/sessionOf'
import type { User } from '../payload-types'
import { readView, VIEW_SECONDS } from './view'

/** A view that counts for this request. */
export type Seeing = {
  /** The user for whom pages are made. Read-only: see `refuseReadOnly`. */
  client: SeenClient
  /** Who really reads. */
  staff: User
  until: Date
}

/** Whether the user may see the portal as clients: in person, and only what the user may read in the admin. */
export const maySeeAsClients = async (req: PayloadRequest): Promise<boolean> =>
  sessionOf(req) !== undefined &&
  !isByKey(req) &&
  (await holds(req, 'users.view')) &&
  (await holds(req, 'call-summaries.view'))

/** Without tokens and secrets, as every signed-in user. */
const withoutSecrets = ({ vapiSender: _, vapiWebhookToken: __, ...client }: User): User => client

/** The client with this id. Null if there is none, it is not active, or it is staff. */
const findClient = async (
  { payload }: Pick<PayloadRequest, 'payload'>,
  id: string,
): Promise<null | User> => {
  const found = await payload.findByID({
    collection: 'users',
    depth: 1,
    disableErrors: true,
    id,
    // Whole, as Payload reads the user of a request. Whether the staff may see it was asked before.
    overrideAccess: true,
  })
  return found && isActive(found) && !isStaff(found) ? withoutSecrets(found) : null
}

/**
 * The client whom the signed-in member of staff sees the portal as. Everything is asked again each time: the
 * session, the rights and the client. The request's user stays the member of staff.
 * @returns null if there is no view, or it has ended
 */
export const seeAsClient = async ({ req }: { req: PayloadRequest }): Promise<null | Seeing> => {
  const { user } = req
  const view = readView(req)
  if (!view || !user || !isStaff(user)) return null
  if (view.staff !== user.id || view.session !== sessionOf(req)) return null
  const left = view.until - Date.now()
  if (left <= 0 || left > VIEW_SECONDS * 1000) return null
  if (!(await maySeeAsClients(req))) return null
  const client = await findClient(req, view.client)
  return client && { client: seenAs(client, user), staff: user, until: new Date(view.until) }
}
