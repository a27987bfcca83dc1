import type { Payload } from 'payload'
import { newHead, writeFailedLogin } from '../database/auditLog'
import { describeError } from '../describeError'
import { visitor } from './actor'

/**
 * Records a wrong password for an account, and whether it locks it. Of e-mails that nobody has nothing
 * is kept, and the answer is the same either way.
 */
export const recordFailedLogin = async ({
  payload,
  userID,
}: {
  payload: Payload
  userID: string
}): Promise<void> => {
  try {
    const head = newHead(visitor(), { action: 'login_failed', collection: 'users' })
    await writeFailedLogin(payload.db.pool, { document: userID, head })
  } catch (error) {
    payload.logger.error(`The history lacks a failed login: ${describeError(error)}`)
  }
}
