'use client'

import { Link } from '@payloadcms/ui'
import { statusLink, stuckLink } from '../../figures/links'
import type { SetupFigures } from '../../figures/setupFigures'
import { formatAgo } from '../../format'
import { ClientLink, FigureLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { Ranking } from '../Figures/Ranking'
import { Verdict } from '../Figures/Verdict'
import { StatusDot } from '../shared/StatusDot'
import { statusText } from '../shared/statusKeys'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

type Props = { at: string; figures: SetupFigures; mayAdd: boolean }

const Start = ({ mayAdd }: Pick<Props, 'mayAdd'>) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  return (
    <>
      <p className="desk-panel__empty">{t('desk:startText')}</p>
      {mayAdd && (
        <p className="desk-panel__more">
          <Link
            className="desk-figure-link"
            href={adminURL('/collections/users/create')}
            prefetch={false}
          >
            {t('desk:startCreate')}
          </Link>
        </p>
      )}
    </>
  )
}

const Stuck = ({ at, figures: { stuck } }: Pick<Props, 'at' | 'figures'>) => {
  const { formatCount, language, t } = useDesk()
  if (stuck.count === 0) return <Verdict state="good">{t('desk:stuckNone')}</Verdict>
  return (
    <>
      <Verdict state="warning">
        <FigureLink to={stuckLink(stuck.before)}>
          {t('desk:stuckSome', { count: stuck.count, n: formatCount(stuck.count) })}
        </FigureLink>
      </Verdict>
      <ul className="desk-people">
        {stuck.clients.map(({ id, name, since, status }) => (
          <li key={id}>
            <ClientLink id={id} name={name} />
            <span className="desk-people__why">
              {t('desk:stuckSince', {
                ago: formatAgo(since, { language, now: new Date(at) }) ?? '',
                status: statusText(status, t),
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** How many clients have which setup status, and which of them are stuck. */
export const SetupProgress = ({ at, figures, mayAdd }: Props) => {
  const { t } = useDesk()
  const isEmpty = figures.statuses.every(({ clients }) => clients === 0)
  return (
    <Panel title="desk:setupTitle">
      {isEmpty ? (
        <Start mayAdd={mayAdd} />
      ) : (
        <>
          <Ranking
            rows={figures.statuses.map(({ clients, status }) => ({
              count: clients,
              id: status,
              label: statusText(status, t),
              mark: <StatusDot status={status} />,
              to: statusLink(status),
            }))}
            whole={figures.statuses.reduce((sum, { clients }) => sum + clients, 0)}
          />
          <Stuck at={at} figures={figures} />
        </>
      )}
    </Panel>
  )
}
