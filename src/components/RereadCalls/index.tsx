'use client'

import { BulkBar } from '../shared/BulkBar'
import { sayRereadResult } from '../shared/bulkResult'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'

/** Reads the selected calls again from the bodies that are kept of them. */
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
          sayResult: (counts) => sayRereadResult(counts, desk),
        },
      ]}
      collectionSlug="call-summaries"
      sayCount={(count) => t('desk:bulkCallCount', { count, n: formatCount(count) })}
    />
  )
}
