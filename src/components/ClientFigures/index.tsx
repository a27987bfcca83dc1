'use client'

import { useAuth, useDocumentInfo } from '@payloadcms/ui'
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
import { useURLs } from '../shared/useURLs'
import { useClientFigures } from './useClientFigures'
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

/** The open client's figures, as the dashboard shows them for all clients. */
export const ClientFigures = () => {
  const { t } = useDesk()
  const { permissions } = useAuth()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const mayLook = permissions?.collections?.['call-summaries']?.read === true
  const seen = useClientFigures(mayLook && id !== undefined ? apiURL(`/users/${id}/figures`) : null)
  if (!mayLook || id === undefined) {
    return <p className="desk-panel__empty">{t('desk:figuresForbidden')}</p>
  }
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
    <div className="field-type desk-client-figures">
      <LoadedFigures at={seen.at.toISOString()} figures={seen.value} id={String(id)} />
    </div>
  )
}
