'use client'

import { StopRun } from '../shared/StopRun'
import { useDesk } from '../shared/useDesk'
import type { Run } from './answers'
import { problemText } from './problemText'
import { useWhen } from './useWhen'
import '../shared/bulk.css'

type Props = { onStop: () => void; run: Run }

/** How far a run is, with a button that stops it. */
export const Running = ({ onStop, run }: Props) => {
  const { formatCount, t } = useDesk()
  const when = useWhen()
  const { counts, dryRun, place, problem, share, state } = run
  const said = t(dryRun ? 'desk:vapiHistoryCounting' : 'desk:vapiHistoryImporting')
  return (
    <div className="desk-vhistory__run">
      <p>{said}</p>
      <div className="desk-progress">
        <progress aria-label={said} className="desk-progress__bar" max={1} value={share} />
        <span className="desk-progress__text" role="status">
          {t('desk:vapiHistorySoFar', {
            count: counts.calls,
            n: formatCount(counts.calls),
            when: when(place),
          })}
        </span>
      </div>
      {problem && <p>{t('desk:vapiHistoryPaused', { problem: problemText(problem, { t }) })}</p>}
      <StopRun isStopping={state === 'stopping'} onStop={onStop} />
    </div>
  )
}
