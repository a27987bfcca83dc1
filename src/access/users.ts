import type { Access, PayloadRequest, Where } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import { isActive, isStaff, isSuperuser } from './roles'

const self = (req: PayloadRequest): Where => ({ id: { equals: req.user?.id } })

const CLIENTS: Where = {
  and: [{ isStaff: { not_equals: true } }, { isSuperuser: { not_equals: true } }],
}

/** All users who are not clients. */
export const STAFF: Where = {
  or: [{ isStaff: { equals: true } }, { isSuperuser: { equals: true } }],
}

/** Users may read their own profile; staff with `users.view` may read all. */
export const readUsers: Access = async ({ req }) => {
  if (await holds(req, 'users.view')) return true
  return isActive(req.user) ? self(req) : false
}

/**
 * Superusers may change anybody, staff with `users.change` clients and themselves, others only themselves.
 * Staff may not change other staff: a new e-mail or password would let them take over a stronger account.
 */
export const updateUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  if (!isActive(req.user)) return false
  return (await holds(req, 'users.change')) ? { or: [self(req), CLIENTS] } : self(req)
}

/**
 * Which users the actions on clients apply to: clients, if the user has `users.change`. Not staff, not even
 * the user's own account, because staff have no use for a webhook.
 */
export const manageClients = async (req: PayloadRequest): Promise<false | Where> =>
  (await holds(req, 'users.change')) ? CLIENTS : false

/** Superusers may delete anybody, staff with `users.delete` clients. */
export const deleteUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.delete')) ? CLIENTS : false
}

/**
 * Unlocking an account after too many wrong passwords: superusers any account, staff with `users.change`
 * those of clients and their own.
 */
export const unlockUsers: Access = async ({ req }) => {
  if (isSuperuser(req.user)) return true
  return (await holds(req, 'users.change')) ? { or: [self(req), CLIENTS] } : false
}

/** Access to the admin panel: staff, but not by an API key, which is for the API only. */
export const enterAdmin = ({ req }: { req: Pick<PayloadRequest, 'user'> }): boolean =>
  isStaff(req.user) && !isByKey(req)
