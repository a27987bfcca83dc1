import { listPath, type Query, readAddress } from '../../../portal/calls/address'
import { CallsView } from '../../../portal/calls/CallsView'
import { readCallsPage } from '../../../portal/calls/readCallsPage'
import { requireClient } from '../../../portal/request/requireClient'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Query> }

/** `/calls`: the client's calls, by days. */
const Calls = async ({ searchParams }: Props) => {
  const address = readAddress(await searchParams)
  const portal = await requireClient(listPath(address))
  return <CallsView address={address} data={await readCallsPage(portal, address)} portal={portal} />
}

export default Calls
