import { redirect } from 'next/navigation.js'
import { isStaff } from '../../access/roles'
import { portalRequest } from '../../portal/request/portalRequest'

export const dynamic = 'force-dynamic'

/** The desk's address: leads clients to their calls, staff to the admin, and others to the sign-in. */
const Home = async () => {
  const { client, payload, user } = await portalRequest()
  if (client) redirect('/calls')
  return redirect(isStaff(user) ? payload.config.routes.admin : '/sign-in')
}

export default Home
