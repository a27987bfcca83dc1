'use client'

import { BulkProgress } from '../shared/BulkProgress'
import { StopRun } from '../shared/StopRun'
import { useDesk } from '../shared/useDesk'
import { isActive, type Run } from './answers'
import { Totals } from './Totals'

const ENDED = {
  done: 'desk:reprojectDone',
  failed: 'desk:reprojectFailed',
  stopped: 'desk:reprojectStopped',
} as const

type Props = { labels: Readonly<Record<string, string>>; onStop: () => void; run: Run }

/** How far a run is, with a button that stops it, or how it ended. */
export const RunState = ({ labels, onStop, run }: Props) => {
  const { t } = useDesk()
  const { counts, state } = run
  if (isActive(run)) {
    return (
      <div className="desk-reproject__run">
        <p>{t('desk:reprojectRunning')}</p>
        <BulkProgress progress={run} />
        <StopRun isStopping={state === 'stopping'} onStop={onStop} />
      </div>
    )
  }
  return (
    <div className="desk-reproject__run" role="status">
      <p>
        <strong>{t(ENDED[state === 'done' || state === 'failed' ? state : 'stopped'])}</strong>
      </p>
      <Totals counts={counts} labels={labels} />
    </div>
  )
}
