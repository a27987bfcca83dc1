import type { Payload, PayloadRequest } from 'payload'
import { enterAdmin } from './users'

/**
 * What the admin of this desk calls, of all that Payload has: nothing for versions, folders, locales or
 * slugs, which it does not use.
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

// What the form for the first account asks for, before there is anybody who could sign in.
const OF_FIRST_USER = 'form-state'

type Call = { name: string; payload: Payload; user: PayloadRequest['user'] }

/** Whether this person may call that server function of the admin. Anything unknown is for nobody. */
export const mayCallServerFunction = async ({ name, payload, user }: Call): Promise<boolean> => {
  if (!Object.hasOwn(KNOWN, name)) return false
  if (user) return enterAdmin({ req: { user } })
  if (name !== OF_FIRST_USER) return false
  // Nobody is signed in: whether there is anybody at all is what the page shows as well.
  const { totalDocs } = await payload.count({ collection: 'users', overrideAccess: true })
  return totalDocs === 0
}
