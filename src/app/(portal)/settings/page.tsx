import { requireClient } from '../../../portal/request/requireClient'
import { SettingsPage } from '../../../portal/settings/SettingsPage'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

/** `/settings`: what clients set themselves. */
const Settings = async ({ searchParams }: Props) => {
  const { done } = await searchParams
  return <SettingsPage done={done} portal={await requireClient('/settings')} />
}

export default Settings
