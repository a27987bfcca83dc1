import type { Payload, PayloadRequest } from 'payload'

/** As much of a request as it takes to find its transaction. */
export type InTransaction = Pick<PayloadRequest, 'payload'> &
  Partial<Pick<PayloadRequest, 'transactionID'>>

type Handle = Payload['db']['drizzle']

// Payload types a session's handle as an empty object.
const isHandle = (db: unknown): db is Handle =>
  typeof db === 'object' && db !== null && 'execute' in db

/** The drizzle handle of the request's transaction, or of the pool when it has none. */
export const requestDb = async ({ payload, transactionID }: InTransaction): Promise<Handle> => {
  const id = await transactionID
  const session = id === undefined || id === null ? undefined : payload.db.sessions?.[id]
  return isHandle(session?.db) ? session.db : payload.db.drizzle
}
