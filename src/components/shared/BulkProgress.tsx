'use client'

import type { BulkProgress as Progress } from './bulkAnswer'
import { useDesk } from './useDesk'
import './bulk.css'

/** The progress of a bulk action, as a bar and in words. */
export const BulkProgress = ({ progress }: { progress: null | Progress }) => {
  const { formatCount, t } = useDesk()
  const text = progress
    ? t('desk:bulkProgress', {
        done: formatCount(progress.done),
        total: formatCount(progress.total),
      })
    : t('desk:bulkWorking')
  return (
    <div className="desk-progress">
      <progress
        aria-label={t('desk:bulkWorking')}
        className="desk-progress__bar"
        max={progress?.total}
        value={progress?.done}
      />
      <span className="desk-progress__text" role="status">
        {text}
      </span>
    </div>
  )
}
