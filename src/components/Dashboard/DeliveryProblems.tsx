'use client'

import type { DeliveryProblems as Problems } from '../../figures/deliveryProblems'
import { reviewLink } from '../../figures/links'
import { formatAgo } from '../../format'
import { ClientLink, FigureLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { Verdict } from '../Figures/Verdict'
import { refusedReason } from '../shared/refusedReason'
import { useDesk } from '../shared/useDesk'
import './index.css'

type Props = { at: string; figures: Problems }

const Client = ({ at, client }: { at: string; client: Problems['clients'][number] }) => {
  const { formatCount, language, t } = useDesk()
  const { id, name, needsReview, refusedAt, refusedReason: reason } = client
  return (
    <li>
      <ClientLink id={id} name={name} />
      {needsReview > 0 && (
        <span className="desk-people__why">
          <FigureLink to={reviewLink(id)}>
            {t('desk:reviewLink', { count: needsReview, n: formatCount(needsReview) })}
          </FigureLink>
        </span>
      )}
      {refusedAt && (
        <span className="desk-people__why">
          {t('desk:problemRefused', {
            ago: formatAgo(refusedAt, { language, now: new Date(at) }) ?? '',
            reason: refusedReason(reason ?? '', { t }),
          })}
        </span>
      )}
    </li>
  )
}

/** Clients with deliveries that were refused or could not be read. */
export const DeliveryProblems = ({ at, figures }: Props) => {
  const { formatCount, t } = useDesk()
  const { clients, count, hasDeliveries, needsReview } = figures
  return (
    <Panel title="desk:problemsTitle">
      {count === 0 && !hasDeliveries ? (
        <p className="desk-panel__empty">{t('desk:problemsNothingYet')}</p>
      ) : (
        <Verdict state={count > 0 ? 'warning' : 'good'}>
          {count === 0
            ? t('desk:problemsNone')
            : t('desk:problemsSome', { count, n: formatCount(count) })}
        </Verdict>
      )}
      <ul className="desk-people">
        {clients.map((client) => (
          <Client at={at} client={client} key={client.id} />
        ))}
      </ul>
      {clients.length > 1 && needsReview > 0 && (
        <p className="desk-panel__more">
          <FigureLink to={reviewLink(null)}>
            {t('desk:reviewAll', { n: formatCount(needsReview) })}
          </FigureLink>
        </p>
      )}
    </Panel>
  )
}
