import { createLocalReq, type Payload } from 'payload'
import type { Permission } from '../../src/access/permissions'
import { makeLink } from '../../src/accounts/makeLink'
import { openSession } from '../../src/accounts/session'
import type { Group, User } from '../../src/payload-types'

export const PASSWORD = 'a long enough password'

let counter = 0

type NewUser = Partial<Omit<User, 'collection'>>

/** Makes a user as the system would, with a unique e-mail and `PASSWORD`. */
export const makeUser = (payload: Payload, data: NewUser = {}): Promise<User> => {
  counter += 1
  return payload.create({
    collection: 'users',
    data: { email: `user-${counter}@desk.test`, password: PASSWORD, ...data },
    depth: 0,
    overrideAccess: true,
  })
}

/** Makes the first superuser of a desk. Call it before anybody else is made. */
export const makeSuperuser = (payload: Payload): Promise<User> =>
  makeUser(payload, { isStaff: true, isSuperuser: true })

/** Makes a client with a webhook token of its own. */
export const makeClient = async (
  payload: Payload,
  data: NewUser = {},
): Promise<User & { vapiWebhookToken: string }> => {
  const token = `token-of-client-${crypto.randomUUID()}`
  const user = await makeUser(payload, { vapiWebhookToken: token, ...data })
  return { ...user, vapiWebhookToken: data.vapiWebhookToken ?? token }
}

/** Makes staff whose one group has these permissions; none: staff without a group. */
export const makeStaff = async (
  payload: Payload,
  permissions: readonly Permission[] = [],
): Promise<User> => {
  if (permissions.length === 0) return makeUser(payload, { isStaff: true })
  counter += 1
  const group: Group = await payload.create({
    collection: 'groups',
    data: { name: `group ${counter}`, permissions: [...permissions] },
    overrideAccess: true,
  })
  return makeUser(payload, { groups: [group.id], isStaff: true })
}

/** The token of a link by which somebody sets a password, as a mail has it. */
export const makeResetLink = (payload: Payload, { id }: { id: string }): Promise<string> =>
  makeLink({ payload }, { kind: 'reset', userID: id })

/** Headers for requests as that user, signed in without the password and what hashing it costs. */
export const signedIn = async (
  payload: Payload,
  { id }: { id: string },
): Promise<{ authorization: string }> => {
  const req = await createLocalReq({}, payload)
  const session = await openSession(req, { action: 'logged_in', userID: id })
  return { authorization: `JWT ${session?.token}` }
}
