'use client'

import { totalOf } from '../../figures/callCategories'
import type { CallFigures } from '../../figures/callFigures'
import { DayChart } from '../Figures/DayChart'
import { Panel } from '../Figures/Panel'
import { Shares } from '../Figures/Shares'
import { useDesk } from '../shared/useDesk'

/** Calls per day, for all clients. */
export const CallsByDay = ({ figures }: { figures: CallFigures }) => {
  const { t } = useDesk()
  if (totalOf(figures.totals) === 0) {
    return (
      <Panel title="desk:callsTitle">
        <p className="desk-panel__empty">{t('desk:callsStart')}</p>
      </Panel>
    )
  }
  return (
    <Panel note={t('desk:daysZone', { zone: figures.timezone })} title="desk:callsTitle">
      <Shares figures={figures} clientID={null} />
      <DayChart figures={figures} clientID={null} />
    </Panel>
  )
}
