'use client'

import { useSelection } from '@payloadcms/ui'
import { BulkBar } from '../shared/BulkBar'
import { describeReplayResult, describeSeenResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'

/**
 * Replays the selected deliveries, or marks them as seen. Shown to all users who see the list: nobody may update
 * deliveries, so Payload's permissions do not say who may. The server refuses with a reason.
 */
export const ReplayDeliveries = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const { count } = useSelection()

  return (
    <BulkBar
      actions={[
        {
          body: t('desk:replayBody'),
          confirmLabel: t('desk:replayAction'),
          heading: t('desk:replayHeading', { count }),
          label: t('desk:replayAction'),
          path: '/replay',
          describeResult: (counts) => describeReplayResult(counts, desk),
        },
        {
          body: t('desk:seenBody'),
          confirmLabel: t('desk:seenAction'),
          heading: t('desk:seenHeading', { count }),
          label: t('desk:seenAction'),
          path: '/mark-seen',
          describeResult: (counts) => describeSeenResult(counts, desk, { isSeen: true }),
        },
      ]}
      collectionSlug="webhook-deliveries"
      describeCount={(selected) =>
        t('desk:bulkDeliveryCount', { count: selected, n: formatCount(selected) })
      }
    />
  )
}
