'use client'

import { useSelection } from '@payloadcms/ui'
import { BulkBar } from '../shared/BulkBar'
import { describeRetryResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'

/**
 * Retries the selected notifications that failed. Shown to all users who see the list: nobody may update
 * notifications, so Payload's permissions do not say who may retry them. The server refuses with a reason.
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
          describeResult: (counts) => describeRetryResult(counts, desk),
        },
      ]}
      collectionSlug="notifications"
      describeCount={(selected) =>
        t('desk:bulkNotificationCount', { count: selected, n: formatCount(selected) })
      }
    />
  )
}
