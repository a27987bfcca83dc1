import { requireClient } from '../../../../portal/request/requireClient'
import { HistoryPage } from '../../../../portal/settings/HistoryPage'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ before?: string | string[] }> }

/** `/settings/history`: what was changed in the client’s account. */
const History = async ({ searchParams }: Props) => {
  const { before } = await searchParams
  return <HistoryPage before={before} portal={await requireClient('/settings/history')} />
}

export default History
