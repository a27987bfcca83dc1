import type { Access, PayloadRequest } from 'payload'
import { holds } from './holds'
import { isActive, isStaff } from './roles'

/**
 * Staff with `call-summaries.view` may read all calls, clients their own, nobody else any. Clients do not see
 * test calls, which their tools would take for real ones.
 */
export const readCallSummaries: Access = async ({ req }) => {
  const { user } = req
  if (await holds(req, 'call-summaries.view')) return true
  return isActive(user) && !isStaff(user)
    ? { client: { equals: user.id }, isTest: { not_equals: true } }
    : false
}

/** Whose calls a user's lists are about: `'staff'` for those of all clients, or the user's id. Grants nothing. */
export const scopeOfCalls = ({ user }: Pick<PayloadRequest, 'user'>): string =>
  isStaff(user) ? 'staff' : String(user?.id ?? '')
