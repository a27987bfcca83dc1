import type { Access, FieldAccess, PayloadRequest } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import type { Permission } from './permissions'
import { isSuperuser } from './roles'

/** Collection access for those who hold a permission. */
export const can =
  (permission: Permission): Access =>
  ({ req }) =>
    holds(req, permission)

/** Field access for those who hold a permission. */
export const fieldCan =
  (permission: Permission): FieldAccess =>
  ({ req }) =>
    holds(req, permission)

/** Field access for superusers only. */
export const fieldForSuperusers: FieldAccess = ({ req }) => isSuperuser(req.user)

/**
 * The same rule, but never for what a key signed in: a key that leaks must not become more than it is.
 */
export const inPerson =
  <Args extends { req: PayloadRequest }, Result>(rule: (args: Args) => Promise<Result> | Result) =>
  async (args: Args): Promise<false | Result> =>
    !isByKey(args.req) && rule(args)

/** Access for nobody: such documents or fields are written by the system alone. */
export const nobody = (): boolean => false
