import type { CollectionAfterOperationHook, CollectionBeforeOperationHook } from 'payload'
import { z } from 'zod'
import { limitRate } from '../../../src/accounts/limitRate'
import { unlockAccount } from '../../../src/accounts/lockout'
import { callerOf } from '../../../src/accounts/who'

const askedSchema = z.object({ data: z.object({ email: z.string() }) })

/** Limits unlock requests, so that they cannot be used to find accounts, or to use up connections. */
export const limitUnlocks: CollectionBeforeOperationHook = ({ operation, req }) => {
  if (operation === 'unlock')
    limitRate(req.payload.db.pool, 'unlock', callerOf(req, req.user?.email ?? ''))
}

/** Resets the counters of wrong passwords. Payload has checked access and committed already. */
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
