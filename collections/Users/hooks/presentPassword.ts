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

type Asked = { args: object; req: PayloadRequest }

/** Whether an update is, also, of whoever asks for it. */
const isOfSelf = async ({ args, req }: Asked): Promise<boolean> => {
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
 * Whether an account would be reached elsewhere than before, which is where its lost password goes. Those who
 * may not change it are not asked: what they send is left out.
 */
const movesEmail = (given: unknown, present: unknown): boolean =>
  given !== undefined &&
  given !== null &&
  String(given).trim().toLowerCase() !== String(present ?? '').toLowerCase()

/**
 * Asks for the present password when people set their own or move their e-mail, by whatever door. It comes first: nobody's row is
 * held while it is looked at. Staff who change a client's need none.
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

/** Holds it for each document: a filter may find others by now than it did before. */
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
