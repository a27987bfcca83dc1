import type { Payload } from 'payload'
import { describeError } from '../lib/describeError'
import { visitor } from './actor'
import { newHead, writeFailedLogin } from './log'

/**
 * Records a wrong password for an account, and whether it locked the caller out. Writes nothing for an
 * unknown e-mail; the response is the same.
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
