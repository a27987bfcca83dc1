import type { PayloadRequest } from 'payload'
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

type Call = { name: string; user: PayloadRequest['user'] }

/**
 * Whether a user may call a server function of the admin. Nobody may call an unknown one, and nobody who is not
 * signed in may call any: the page for the first user is a form that needs none.
 */
export const mayCallServerFunction = ({ name, user }: Call): boolean =>
  Object.hasOwn(KNOWN, name) && enterAdmin({ req: { user } })
