'use client'

import { sayReplayResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'

/** Reads one delivery again, from its own page. */
export const ReplayDelivery = () => {
  const desk = useDesk()
  return (
    <DocumentAction
      label={desk.t('desk:replayAction')}
      path="/webhook-deliveries/replay"
      sayResult={(counts) => ({
        isWarning: Boolean(counts.needsReview),
        text: sayReplayResult(counts, desk),
      })}
    />
  )
}
