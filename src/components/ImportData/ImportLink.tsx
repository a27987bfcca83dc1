'use client'

import { PopupList, useAuth, useListDrawerContext } from '@payloadcms/ui'
import type { User } from '../../payload-types'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

/** An item in the menu of the list of users: leads superusers to the page for moving in. */
export const ImportLink = () => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  const { user } = useAuth<User>()
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer || user?.isSuperuser !== true) return null
  return (
    <PopupList.Button href={adminURL('/import')} id="import-file">
      {t('desk:importTitle')}
    </PopupList.Button>
  )
}
