import { requireClient } from '../../../../portal/request/requireClient'
import { KeysPage } from '../../../../portal/settings/KeysPage'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** `/settings/keys`: the client’s API keys. */
const Keys = async ({ searchParams }: Props) => {
  const { done } = await searchParams
  return <KeysPage done={done} portal={await requireClient('/settings/keys')} />
}

export default Keys
