import type { CollectionBeforeOperationHook } from 'payload'
import { unknownPassword } from '../../../src/accounts/unknownPassword'
import { isObject } from '../../../src/lib/values'
import { passwordOf } from './requireLongPassword'

const isMissing = (password: unknown): boolean =>
  password === undefined || password === null || password === ''

/**
 * Gives an account that is created without a password one that nobody knows. Its owner sets another by the link
 * in the welcome mail, or by *Forgot password?*. Payload requires a password for each account that signs in with
 * one. It is added before the operation, for REST, GraphQL and the admin alike, so that `refuseWhileHashing`
 * counts it. Whether the user may create accounts is checked after that.
 */
export const givePassword: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create' || !('data' in args) || !isObject(args.data)) return
  // A duplicate has no password of its own, and the desk does not duplicate accounts.
  if ('duplicateFromID' in args && args.duplicateFromID !== undefined) return
  if (!isMissing(passwordOf(args))) return
  // A copy: the caller's own object must not contain the password.
  return { ...args, data: { ...args.data, password: unknownPassword() } }
}
