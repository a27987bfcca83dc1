import type { Access, PayloadRequest, Where } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import { isActive, isStaff, isSuperuser } from './roles'

const self = (req: PayloadRequest): Where => ({ id: { equals: req.user?.id } })

const CLIENTS: Where = {
  and: [{ isStaff: { not_equals: true } }, { isSuperuser: { not_equals: true } }],
}

/** Everybody who is no client. */
export const STAFF: Where = {
  or: [{ isStaff: { equals: true } }, { isSuperuser: { equals: true } }],
}

/** Everybody reads their own profile; staff with `users.view` read all. */
export const readUsers: Access = async ({ req }) => {
  if (await holds(req, 'users.view')) return true
  return isActive(req.user) ? self(req) : false
}

/**
 * Superusers change anybody, staff with `users.change` change clients and themselves, others only
 * themselves. Staff do not change other staff: a new e-mail or password there would be a way up.
 */
export const updateUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  if (!isActive(req.user)) return false
  return (await holds(req, 'users.change')) ? { or: [self(req), CLIENTS] } : self(req)
}

/**
 * Whom actions on clients may touch: clients, for those who hold `users.change`. Nobody else, not even
 * oneself: a line for reports is of no use to staff.
 */
export const manageClients = async (req: PayloadRequest): Promise<false | Where> =>
  (await holds(req, 'users.change')) ? CLIENTS : false

/** Superusers delete anybody, staff with `users.delete` delete clients. */
export const deleteUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.delete')) ? CLIENTS : false
}

/** Unlocks an account after too many wrong passwords: superusers anybody's, staff those of clients and their own. */
export const unlockUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.change')) ? { or: [self(req), CLIENTS] } : false
}

/** Who may enter the admin panel: staff in person. A key reads the API, and presses no buttons. */
export const enterAdmin = ({ req }: { req: Pick<PayloadRequest, 'user'> }): boolean =>
  isStaff(req.user) && !isByKey(req)
