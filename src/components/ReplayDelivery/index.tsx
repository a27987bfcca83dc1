'use client'

import { describeReplayResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'

/** Replays a delivery, from its own page. */
export const ReplayDelivery = () => {
  const desk = useDesk()
  return (
    <DocumentAction
      label={desk.t('desk:replayAction')}
      path="/webhook-deliveries/replay"
      describeResult={(counts) => ({
        isWarning: Boolean(counts.needsReview),
        text: describeReplayResult(counts, desk),
      })}
    />
  )
}
