'use client'

import { BulkBar } from '../shared/BulkBar'
import { sayBulkResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'

/** What can be done to many clients at once: tokens and the end of the set-up. */
export const UserBulkActions = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  if (!mayChange) return null

  return (
    <BulkBar
      actions={[
        {
          body: t('desk:generateBody'),
          confirmLabel: t('desk:generateConfirm'),
          heading: t('desk:generateHeading'),
          label: t('desk:generateAction'),
          path: '/generate-vapi-token',
          sayResult: ({ generated: acted = 0, skipped = 0 }, selected) =>
            sayBulkResult('generate', { acted, selected, skipped }, desk),
        },
        {
          body: t('desk:markLiveBody'),
          confirmLabel: t('desk:markLiveConfirm'),
          heading: t('desk:markLiveHeading'),
          label: t('desk:markLiveAction'),
          path: '/mark-setup-live',
          sayResult: ({ skipped = 0, updated: acted = 0 }, selected) =>
            sayBulkResult('markLive', { acted, selected, skipped }, desk),
        },
      ]}
      collectionSlug="users"
      sayCount={(count) => t('desk:bulkUserCount', { count, n: formatCount(count) })}
    />
  )
}
