import type { Access, FieldAccess, PayloadRequest } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'
import type { Permission } from './permissions'
import { isSuperuser } from './roles'

/** Collection access for users with a permission. */
export const can =
  (permission: Permission): Access =>
  ({ req }) =>
    holds(req, permission)

/** Field access for users with a permission. */
export const fieldCan =
  (permission: Permission): FieldAccess =>
  ({ req }) =>
    holds(req, permission)

/** Field access for superusers only. */
export const fieldForSuperusers: FieldAccess = ({ req }) => isSuperuser(req.user)

/**
 * Applies the rule, but denies requests signed in by an API key, so that a leaked key cannot be used to gain
 * more access.
 */
export const inPerson =
  <Args extends { req: PayloadRequest }, Result>(rule: (args: Args) => Promise<Result> | Result) =>
  async (args: Args): Promise<false | Result> =>
    !isByKey(args.req) && rule(args)

/** Access for nobody: only the desk itself writes such documents or fields. */
export const nobody = (): boolean => false
