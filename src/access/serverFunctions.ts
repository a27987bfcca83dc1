import type { Payload, PayloadRequest } from 'payload'
import { enterAdmin } from './users'

/**
 * The server functions that this admin calls. Payload has more, for versions, folders, locales and slugs,
 * which the desk does not use.
 */
const KNOWN = {
  'form-state': true,
  'get-default-layout': true,
  'render-document': true,
  'render-document-slots': true,
  'render-field': true,
  'render-list': true,
  'render-widget': true,
  'table-state': true,
} as const

// Called by the form for the first user, before anybody can sign in.
const OF_FIRST_USER = 'form-state'

type Call = { name: string; payload: Payload; user: PayloadRequest['user'] }

/** Whether a user may call a server function of the admin. Nobody may call an unknown one. */
export const mayCallServerFunction = async ({ name, payload, user }: Call): Promise<boolean> => {
  if (!Object.hasOwn(KNOWN, name)) return false
  if (user) return enterAdmin({ req: { user } })
  if (name !== OF_FIRST_USER) return false
  // Nobody is signed in. That there are no users yet is no secret: the page shows it too.
  const { totalDocs } = await payload.count({ collection: 'users', overrideAccess: true })
  return totalDocs === 0
}
