import type { Payload, PayloadRequest } from 'payload'
import { transactionHandle } from '../../payload/adapter'

/** The part of a request that is needed to find its transaction. */
export type InTransaction = Pick<PayloadRequest, 'payload'> &
  Partial<Pick<PayloadRequest, 'transactionID'>>

/** The drizzle handle of the request's transaction, or of the pool when it has none. */
export const requestDb = async ({
  payload,
  transactionID,
}: InTransaction): Promise<Payload['db']['drizzle']> =>
  transactionHandle(payload, await transactionID) ?? payload.db.drizzle
