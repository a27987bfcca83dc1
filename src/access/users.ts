import type { Access, PayloadRequest, Where } from 'payload'
import { holds } from './holds'
import { isActive, isStaff, isSuperuser } from './roles'

const self = (req: PayloadRequest): Where => ({ id: { equals: req.user?.id } })

const CLIENTS: Where = {
  and: [{ isStaff: { not_equals: true } }, { isSuperuser: { not_equals: true } }],
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

/** Whom a bulk action for clients may touch: like `updateUsers`, never by one's own profile right. */
export const manageClients = async (req: PayloadRequest): Promise<boolean | Where> => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.change')) ? { or: [self(req), CLIENTS] } : false
}

/** Superusers delete anybody, staff with `users.delete` delete clients. */
export const deleteUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.delete')) ? CLIENTS : false
}

/** Unlocks an account after too many wrong passwords. */
export const unlockUsers: Access = ({ req }) => manageClients(req)

/** Who may enter the admin panel. */
export const enterAdmin = ({ req }: { req: PayloadRequest }): boolean => isStaff(req.user)
