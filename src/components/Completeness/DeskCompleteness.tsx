'use client'

import { useAuth } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { formatWhen } from '../../format'
import type { DeskCompleteness as Desk } from '../../vapiAccount/completeness/deskCompleteness'
import { ClientLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { CheckNow } from './CheckNow'
import { Counts } from './Counts'
import { Says } from './Says'
import { Strip } from './Strip'
import './index.css'

const REFRESH_MS = 3_000

type Props = { at: string; figures: Desk }

const Clients = ({ figures: { clients, counts } }: Pick<Props, 'figures'>) => {
  const { formatCount, t } = useDesk()
  const missing = clients.filter((client) => client.missing > 0)
  if (missing.length === 0) return null
  const more = counts.withGaps - missing.length
  return (
    <>
      <ul aria-label={t('desk:completeClients')} className="desk-people">
        {missing.map((client) => (
          <li key={client.id}>
            <ClientLink id={client.id} name={client.name} />
            <span className="desk-people__why">
              {t('desk:completeOfClient', {
                here: formatCount(client.here),
                missing: formatCount(client.missing),
                vapi: formatCount(client.atVapi),
              })}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="desk-complete__hint">
          {t('desk:completeMoreClients', { count: more, n: formatCount(more) })}
        </p>
      )}
    </>
  )
}

/** Which calls of all clients of all accounts at Vapi are here, clients that miss some first. */
export const DeskCompleteness = ({ at, figures }: Props) => {
  const { language, t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const router = useRouter()
  const { accountIDs, found } = figures
  const mayCheck = permissions?.collections?.['vapi-accounts']?.read === true
  const isRunning = found?.running != null
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh()
    }, REFRESH_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])
  if (!found) {
    return (
      <Panel title="desk:completeTitle">
        <p className="desk-panel__empty">{t('desk:completeNoAccount')}</p>
      </Panel>
    )
  }
  return (
    <Panel
      note={t('desk:completeSince', {
        day: formatWhen(found.since, { language, timeZone: found.timezone })?.day ?? '',
        zone: found.timezone,
      })}
      title="desk:completeTitle"
    >
      <Says at={new Date(at)} found={found} />
      <Clients figures={figures} />
      <Counts found={found} />
      <Strip days={found.days} />
      {mayCheck && (
        <CheckNow
          onAsked={() => router.refresh()}
          running={found.running}
          urls={accountIDs.map((id) => apiURL(`/vapi-accounts/${id}/check-now`))}
        />
      )}
    </Panel>
  )
}
