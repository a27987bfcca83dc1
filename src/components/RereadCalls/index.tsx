'use client'

import { BulkBar } from '../shared/BulkBar'
import { describeRereadResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'

/** Reads the selected calls again from their kept bodies. */
export const RereadCalls = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  if (!mayChange) return null

  return (
    <BulkBar
      actions={[
        {
          body: t('desk:rereadBody'),
          confirmLabel: t('desk:rereadAction'),
          heading: t('desk:rereadHeading'),
          label: t('desk:rereadAction'),
          path: '/reread',
          describeResult: (counts) => describeRereadResult(counts, desk),
        },
      ]}
      collectionSlug="call-summaries"
      describeCount={(count) => t('desk:bulkCallCount', { count, n: formatCount(count) })}
    />
  )
}
