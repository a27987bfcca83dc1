import type { Payload } from 'payload'
import { describeError } from '../lib/describeError'
import { visitor } from './actor'
import { newHead, writeFailedLogin } from './log'

/**
 * Records a wrong password for an account, and whether it locks out whoever sent it. Of e-mails that
 * nobody has nothing is kept, and the answer is the same either way.
 */
export const recordFailedLogin = async ({
  isLocked,
  payload,
  userID,
}: {
  isLocked: boolean
  payload: Payload
  userID: string
}): Promise<void> => {
  try {
    const head = newHead(visitor(), {
      action: isLocked ? 'locked_out' : 'login_failed',
      collection: 'users',
    })
    await writeFailedLogin(payload.db.pool, { document: userID, head })
  } catch (error) {
    payload.logger.error(`The history lacks a failed login: ${describeError(error)}`)
  }
}
