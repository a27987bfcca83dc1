import type { CollectionAfterOperationHook, CollectionBeforeOperationHook } from 'payload'
import { z } from 'zod'
import { unlockAccount } from '../../../src/accounts/lockout'
import { limitRate } from '../../../src/accounts/limitRate'
import { callerOf } from '../../../src/accounts/who'

const askedSchema = z.object({ data: z.object({ email: z.string() }) })

/** So that nobody finds out by trying, and no flood of them holds connections. */
export const paceUnlocks: CollectionBeforeOperationHook = ({ operation, req }) => {
  if (operation === 'unlock')
    limitRate(req.payload.db.pool, 'unlock', callerOf(req, req.user?.email ?? ''))
}

/** Lets everybody try again. Payload has committed what it did by then, and checked who may. */
export const forgetWrongPasswords: CollectionAfterOperationHook<'users'> = async ({
  args,
  operation,
  req,
  result,
}) => {
  const asked = askedSchema.safeParse(args).data
  if (operation === 'unlock' && asked) await unlockAccount(req.payload.db.pool, asked.data.email)
  return result
}
