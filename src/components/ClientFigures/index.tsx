'use client'

import { totalOf } from '../../figures/callCategories'
import type { ClientFigures as Figures } from '../../figures/clientFigures'
import { DayChart } from '../Figures/DayChart'
import { HourMap } from '../Figures/HourMap'
import { Outcomes } from '../Figures/Outcomes'
import { Panel } from '../Figures/Panel'
import { QuietWords } from '../Figures/QuietWords'
import { Shares } from '../Figures/Shares'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import type { Fetched } from '../shared/useFetched'
import './index.css'

const LoadedFigures = ({ at, figures, id }: { at: string; figures: Figures; id: string }) => {
  const { t } = useDesk()
  const { calls, hours, outcomes, quiet } = figures
  return (
    <>
      {quiet && (
        <Verdict state="warning">
          <QuietWords at={at} client={quiet} />
        </Verdict>
      )}
      <Panel note={t('desk:daysZone', { zone: calls.timezone })} title="desk:callsTitle">
        {totalOf(calls.totals) === 0 ? (
          <p className="desk-panel__empty">{t('desk:callsStart')}</p>
        ) : (
          <>
            <Shares figures={calls} clientID={id} />
            <DayChart figures={calls} clientID={id} />
          </>
        )}
      </Panel>
      <div className="desk-client-figures__row">
        <Panel title="desk:hoursTitle">
          <HourMap week={hours.week} />
        </Panel>
        <Panel title="desk:outcomesTitle">
          <Outcomes figures={outcomes} clientID={id} />
        </Panel>
      </div>
    </>
  )
}

type Props = { id: string; seen: Fetched<Figures> | null }

/** A client's figures, as the dashboard shows them for all clients. */
export const ClientFigures = ({ id, seen }: Props) => {
  const { t } = useDesk()
  if (seen === null) {
    return (
      <p aria-busy className="desk-panel__empty">
        {t('desk:figuresWaiting')}
      </p>
    )
  }
  if (seen.value === null) {
    return (
      <p className="desk-panel__problem" role="alert">
        {seen.problem}
      </p>
    )
  }
  return (
    <div className="desk-client-figures">
      <LoadedFigures at={seen.at.toISOString()} figures={seen.value} id={id} />
    </div>
  )
}
