import type { Access, PayloadRequest } from 'payload'
import { holds } from './holds'
import { isActive, isStaff } from './roles'

/**
 * Staff with `call-summaries.view` read all, clients their own, nobody else any. Tests of the line are the
 * agency's own: a client's tools would take them for calls.
 */
export const readCallSummaries: Access = async ({ req }) => {
  const { user } = req
  if (await holds(req, 'call-summaries.view')) return true
  return isActive(user) && !isStaff(user)
    ? { client: { equals: user.id }, isTest: { not_equals: true } }
    : false
}

/** Whose lists somebody reads, whether or not that is allowed: staff's, or those of one client. */
export const scopeOfCalls = ({ user }: Pick<PayloadRequest, 'user'>): string =>
  isStaff(user) ? 'staff' : String(user?.id ?? '')
