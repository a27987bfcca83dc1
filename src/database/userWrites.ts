import type { DatabaseAdapterObj, Payload, PayloadRequest, UpdateOneArgs } from 'payload'
import { writeUserSessions } from './userSessions'

// What resetting a password writes besides the sessions.
const CREDENTIALS = [
  'hash',
  'salt',
  'resetPasswordExpiration',
  'lockUntil',
  'loginAttempts',
  'updatedAt',
] as const

const documentWrites = new WeakMap<object, Set<string>>()

/** Announces that the next write of this user by this request is an edit of the whole document. */
export const announceDocumentWrite = (req: PayloadRequest, userID: string): void => {
  const users = documentWrites.get(req) ?? new Set<string>()
  documentWrites.set(req, users.add(userID))
}

const COUNTING = new Set(['lockUntil', 'loginAttempts'])

/**
 * Payload counts a wrong password: one more, or the first after a lock. Writes of whole users, such as
 * that of a login after a wrong password, carry the count as well.
 */
const isFailedLogin = ({ collection, data }: UpdateOneArgs): boolean =>
  collection === 'users' &&
  Object.keys(data).every((key) => COUNTING.has(key)) &&
  ((typeof data.loginAttempts === 'object' && data.loginAttempts !== null) ||
    data.loginAttempts === 1)

const isSessionWrite = (args: UpdateOneArgs): args is UpdateOneArgs & { id: string } => {
  if (args.collection !== 'users' || typeof args.id !== 'string') return false
  if (!('sessions' in args.data)) return false
  return !(args.req && documentWrites.get(args.req)?.delete(args.id))
}

type Hears = { onFailedLogin: (failed: { payload: Payload; userID: string }) => Promise<void> }

/**
 * Keeps logins from undoing what others write. Payload's login, logout, refresh and password reset
 * read the user, work (hashing takes 200 ms) and write the whole row back: a token generated or an
 * account deactivated in between would silently be taken back (payload issue 15486). Here they
 * write only what is theirs: sessions, and the credentials when a password is reset. A wrong password
 * has no hook of Payload's, so whoever wants to know hears of it here.
 */
export const withSafeUserWrites = (
  database: DatabaseAdapterObj,
  { onFailedLogin }: Hears,
): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { updateOne } = adapter
    adapter.updateOne = async (args) => {
      if (isFailedLogin(args) && typeof args.id === 'string') {
        const counted = await updateOne.call(adapter, args)
        await onFailedLogin({ payload: initArgs.payload, userID: args.id })
        return counted
      }
      if (!isSessionWrite(args)) return updateOne.call(adapter, args)
      const { data, id } = args
      await writeUserSessions({
        req: { payload: initArgs.payload, transactionID: args.req?.transactionID },
        sessions: data.sessions,
        userID: id,
      })
      if (args.returning === false) return null
      const credentials = Object.fromEntries(
        CREDENTIALS.filter((key) => key in data).map((key) => [key, data[key]]),
      )
      await updateOne.call(adapter, { ...args, data: credentials, id, returning: false })
      return adapter.findOne({ collection: 'users', req: args.req, where: { id: { equals: id } } })
    }
    return adapter
  },
})
