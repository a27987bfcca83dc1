'use client'

import { describeRereadResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'

/** Reads one call again, from its own page. */
export const RereadCall = () => {
  const desk = useDesk()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  if (!mayChange) return null
  return (
    <DocumentAction
      label={desk.t('desk:rereadAction')}
      path="/call-summaries/reread"
      describeResult={(counts) => ({
        isWarning: !counts.reread,
        text: describeRereadResult(counts, desk),
      })}
    />
  )
}
