import { requireClient } from '../../../../portal/request/requireClient'
import { RegionPage } from '../../../../portal/settings/RegionPage'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** `/settings/region`: language, currency and time zone. */
const Region = async ({ searchParams }: Props) => {
  const { done } = await searchParams
  return <RegionPage done={done} portal={await requireClient('/settings/region')} />
}

export default Region
