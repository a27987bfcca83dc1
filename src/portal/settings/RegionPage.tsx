import type { ClientPortal } from '../portal'
import { Page } from '../ui/Page'
import { SETTINGS } from './addresses'
import { RegionForm } from './RegionForm'

/** Language, currency and time zone of the client. */
export const RegionPage = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { t } = portal.texts
  return (
    <Page
      back={{ href: SETTINGS.top, label: t('settings.title') }}
      current="settings"
      portal={portal}
      title={t('settings.region.title')}
    >
      <RegionForm done={done} portal={portal} />
    </Page>
  )
}
