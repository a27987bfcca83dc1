'use client'

import { useSelection } from '@payloadcms/ui'
import { BulkBar } from '../shared/BulkBar'
import { sayRetryResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'

/**
 * Has the selected notifications tried again that were given up. Shown to all who see the list: nobody may
 * update notifications, so permissions do not tell who may retry them, and the server refuses with
 * its reason.
 */
export const RetryNotifications = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const { count } = useSelection()

  return (
    <BulkBar
      actions={[
        {
          body: t('desk:retryBody'),
          confirmLabel: t('desk:retryAction'),
          heading: t('desk:retryHeading', { count }),
          label: t('desk:retryAction'),
          path: '/retry',
          sayResult: (counts) => sayRetryResult(counts, desk),
        },
      ]}
      collectionSlug="notifications"
      sayCount={(selected) =>
        t('desk:bulkNotificationCount', { count: selected, n: formatCount(selected) })
      }
    />
  )
}
