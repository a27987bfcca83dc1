import type { DatabaseAdapterObj, PayloadRequest, UpdateOneArgs } from 'payload'
import { writeUserSessions } from './userSessions'

const documentWrites = new WeakMap<object, Set<string>>()

/** Declares that this request's next write of this user is an edit of the whole document. */
export const announceDocumentWrite = (req: PayloadRequest, userID: string): void => {
  const users = documentWrites.get(req) ?? new Set<string>()
  documentWrites.set(req, users.add(userID))
}

const isSessionWrite = (args: UpdateOneArgs): args is UpdateOneArgs & { id: string } => {
  if (args.collection !== 'users' || typeof args.id !== 'string') return false
  if (!('sessions' in args.data)) return false
  return !(args.req && documentWrites.get(args.req)?.delete(args.id))
}

/**
 * Prevents writes of sessions from undoing what others wrote. Payload's logout and refresh read the user and
 * write the whole row back: a token generated or an account deactivated in between would silently be reverted
 * (payload issue 15486). Here they write only the sessions.
 */
export const withSafeUserWrites = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { updateOne } = adapter
    adapter.updateOne = async (args) => {
      if (!isSessionWrite(args)) return updateOne.call(adapter, args)
      const { data, id } = args
      await writeUserSessions({
        req: { payload: initArgs.payload, transactionID: args.req?.transactionID },
        sessions: data.sessions,
        userID: id,
      })
      if (args.returning === false) return null
      return adapter.findOne({ collection: 'users', req: args.req, where: { id: { equals: id } } })
    }
    return adapter
  },
})
