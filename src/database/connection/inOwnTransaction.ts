import { createLocalReq, type PayloadRequest } from 'payload'

/**
 * Does work on one document in a transaction of its own, as the same person. What is asked for over the request is
 * part of it. Nothing is kept if it fails.
 */
export const inOwnTransaction = async <Result>(
  { headers, payload, user }: Pick<PayloadRequest, 'headers' | 'payload' | 'user'>,
  work: (req: PayloadRequest) => Promise<Result>,
): Promise<Result> => {
  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('There is no transaction to do this work in')
  try {
    const req = await createLocalReq(
      { req: { headers, transactionID }, user: user ?? undefined },
      payload,
    )
    const result = await work(req)
    await payload.db.commitTransaction(transactionID)
    return result
  } catch (error) {
    await payload.db.rollbackTransaction(transactionID)
    throw error
  }
}
