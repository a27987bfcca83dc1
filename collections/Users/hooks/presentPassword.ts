import type {
  CollectionBeforeOperationHook,
  CollectionBeforeValidateHook,
  PayloadRequest,
} from 'payload'
import { provePresentPassword } from '../../../src/accounts/presentPassword'
import { refusal } from '../../../src/refusals'
import { isObject, isWhere } from '../../../src/values'
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

const givenIn = (args: object): string => {
  const data: unknown = 'data' in args ? args.data : undefined
  const given = isObject(data) ? data.currentPassword : undefined
  return typeof given === 'string' ? given : ''
}

/**
 * Asks for the present password when people set their own, by whatever door. It comes first: nobody's row is
 * held while it is looked at. Staff who set a client's password need none.
 */
export const askPresentPassword: CollectionBeforeOperationHook = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const { user } = req
  if (operation !== 'update' || overrideAccess || !user || !passwordOf(args)) return
  if (!(await isOfSelf({ args, req }))) return
  await provePresentPassword(req, { email: user.email, given: givenIn(args), userID: user.id })
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
  if (isOwn && data?.password && req.payloadAPI !== 'local' && !proven.delete(req)) {
    throw refusal('PRESENT_PASSWORD_MISSING')
  }
  return data
}
