import type {
  CollectionBeforeOperationHook,
  CollectionBeforeValidateHook,
  PayloadRequest,
} from 'payload'
import { holds } from '../../../src/access/holds'
import { provePresentPassword } from '../../../src/accounts/presentPassword'
import { isObject, isWhere } from '../../../src/lib/values'
import { refusal } from '../../../src/refusals/refusals'
import { passwordOf } from './requireLongPassword'

const proven = new WeakSet<object>()

type Update = { args: object; req: PayloadRequest }

/** Whether the user's own account is among those that an update changes. */
const isOfSelf = async ({ args, req }: Update): Promise<boolean> => {
  const { user } = req
  if (!user) return false
  if ('id' in args && args.id !== undefined) return args.id === user.id
  if (!('where' in args) || !isWhere(args.where)) return false
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    overrideAccess: false,
    req,
    where: { and: [args.where, { id: { equals: user.id } }] },
  })
  return totalDocs > 0
}

const dataIn = (args: object): Record<string, unknown> => {
  const data: unknown = 'data' in args ? args.data : undefined
  return isObject(data) ? data : {}
}

/**
 * Whether an update changes the e-mail, which is where links for a lost password are sent. Users who may not
 * change it are not asked for their password: the field is ignored.
 */
const movesEmail = (given: unknown, present: unknown): boolean =>
  given !== undefined &&
  given !== null &&
  String(given).trim().toLowerCase() !== String(present ?? '').toLowerCase()

/**
 * Requires the current password when users change their own password or e-mail, in every API. It runs before
 * any row is locked, since hashing takes time. Staff who change a client's password need none.
 */
export const askPresentPassword: CollectionBeforeOperationHook = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const { user } = req
  if (operation !== 'update' || overrideAccess || !user) return
  const { currentPassword, email } = dataIn(args)
  const isMoved = movesEmail(email, user.email) && (await holds(req, 'users.change'))
  if (!passwordOf(args) && !isMoved) return
  if (!(await isOfSelf({ args, req }))) return
  const given = typeof currentPassword === 'string' ? currentPassword : ''
  await provePresentPassword(req, { email: user.email, given, userID: user.id })
  proven.add(req)
}

/** Checks this again for each document, because a filter may match other documents by now. */
export const refuseUnproven: CollectionBeforeValidateHook = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const isOwn = operation === 'update' && originalDoc?.id === req.user?.id
  const isGuarded = Boolean(data?.password) || movesEmail(data?.email, originalDoc?.email)
  if (isOwn && isGuarded && req.payloadAPI !== 'local' && !proven.delete(req)) {
    throw refusal('PRESENT_PASSWORD_MISSING')
  }
  return data
}
