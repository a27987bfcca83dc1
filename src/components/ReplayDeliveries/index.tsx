'use client'

import { useSelection } from '@payloadcms/ui'
import { BulkBar } from '../shared/BulkBar'
import { sayReplayResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'

/**
 * Reads the selected deliveries again. Shown to all who see the list: nobody may update deliveries,
 * so permissions do not tell who may replay them, and the server refuses with its reason.
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
          sayResult: (counts) => sayReplayResult(counts, desk),
        },
      ]}
      collectionSlug="webhook-deliveries"
      sayCount={(selected) =>
        t('desk:bulkDeliveryCount', { count: selected, n: formatCount(selected) })
      }
    />
  )
}
