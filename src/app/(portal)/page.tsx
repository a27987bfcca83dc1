import { redirect } from 'next/navigation.js'
import type { Payload } from 'payload'
import { isStaff } from '../../access/roles'
import { portalRequest } from '../../portal/request/portalRequest'

export const dynamic = 'force-dynamic'

/** Whether nobody has an account yet. The first one is made in the admin. */
const isEmpty = async (payload: Payload): Promise<boolean> => {
  const { docs } = await payload.find({
    collection: 'users',
    depth: 0,
    limit: 1,
    // Nobody is signed in, and nothing of the account is told.
    overrideAccess: true,
    pagination: false,
    select: { createdAt: true },
  })
  return docs.length === 0
}

/** The desk's address: leads clients to their calls, staff to the admin, and others to the sign-in. */
const Home = async () => {
  const { client, payload, user } = await portalRequest()
  if (client) redirect('/calls')
  const { admin } = payload.config.routes
  return redirect(isStaff(user) || (await isEmpty(payload)) ? admin : '/sign-in')
}

export default Home
