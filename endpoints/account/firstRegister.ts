import { addDataAndFileToRequest, type Endpoint, Forbidden } from 'payload'
import { z } from 'zod'
import { limitRate } from '../../src/accounts/limitRate'
import { openSession } from '../../src/accounts/session'
import { callerOf } from '../../src/accounts/who'
import { refuseForeign } from '../../src/origins/requestOrigin'
import { refusal } from '../../src/refusals/refusals'
import { signedInAnswer } from './signedInAnswer'

const bodySchema = z.looseObject({
  agencyName: z.string().nullish(),
  email: z.string().min(1),
  password: z.string().min(1),
})

/**
 * `POST /api/users/first-register` replaces Payload's endpoint, which hashes passwords without the desk's queue
 * and accepts two concurrent registrations. It also takes the agency's name.
 */
export const firstRegister: Endpoint = {
  handler: async (req) => {
    refuseForeign(req)
    await addDataAndFileToRequest(req)
    const data = bodySchema.safeParse(req.data).data
    const { payload } = req
    limitRate(payload.db.pool, 'first_register', callerOf(req, data?.email ?? ''))
    const { totalDocs } = await payload.count({
      collection: 'users',
      // There is no signed-in user yet.
      overrideAccess: true,
      req,
    })
    if (totalDocs > 0) throw new Forbidden(req.t)
    if (!data) throw refusal('LOGIN_INCOMPLETE')
    const { agencyName, ...account } = data
    const user = await payload.create({
      collection: 'users',
      context: { agencyName, isFirstRegister: true },
      data: account,
      // The first user of an empty desk needs no permission.
      overrideAccess: true,
      req,
    })
    const signedIn = await openSession(req, { action: 'logged_in', userID: user.id })
    if (!signedIn) throw new Forbidden(req.t)
    return signedInAnswer(req, signedIn, 'authentication:successfullyRegisteredFirstUser')
  },
  method: 'post',
  path: '/first-register',
}
