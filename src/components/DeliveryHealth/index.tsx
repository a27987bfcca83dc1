'use client'

import { FieldLabel, Link, useAuth, useDocumentInfo } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { reviewLink } from '../../figures/links'
import { formatAgo, formatWhen } from '../../format'
import { useListURL } from '../Figures/FigureLink'
import { useDesk } from '../shared/useDesk'
import type { Fetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'
import { type Health, useHealth } from './useHealth'
import './index.css'

const UNKNOWN = '–'

const Fact = ({ children, label }: { children: ReactNode; label: string }) => (
  <div className="desk-health__fact">
    <dt className="desk-health__label">{label}</dt>
    <dd className="desk-health__value">{children}</dd>
  </div>
)

const LastReport = ({ at, health }: { at: Date; health: Health }) => {
  const { language, t } = useDesk()
  if (health.lastReportAt === null) return t('desk:healthNever')
  const when = formatWhen(health.lastReportAt, { language })
  return (
    <time dateTime={health.lastReportAt} title={when?.text}>
      {formatAgo(health.lastReportAt, { language, now: at })}
    </time>
  )
}

const ToReview = ({ count, id }: { count: number; id: string }) => {
  const { formatCount, t } = useDesk()
  const listURL = useListURL()
  if (count === 0) return formatCount(count)
  return (
    <Link
      aria-label={t('desk:reviewLink', { count, n: formatCount(count) })}
      className="desk-health__review"
      href={listURL(reviewLink(id))}
      prefetch={false}
    >
      {formatCount(count)}
    </Link>
  )
}

const Facts = ({ id, seen }: { id: string; seen: Fetched<Health> | null }) => {
  const { formatCount, t } = useDesk()
  const health = seen?.value ?? null
  return (
    <dl aria-busy={seen === null} className="desk-health__facts">
      <Fact label={t('desk:healthLast')}>
        {seen && health ? <LastReport at={seen.at} health={health} /> : UNKNOWN}
      </Fact>
      <Fact label={t('desk:healthToday')}>
        {health ? formatCount(health.reportsToday) : UNKNOWN}
      </Fact>
      <Fact label={t('desk:healthWeek')}>{health ? formatCount(health.reportsWeek) : UNKNOWN}</Fact>
      <Fact label={t('desk:healthReview')}>
        {health ? <ToReview count={health.needsReview} id={id} /> : UNKNOWN}
      </Fact>
    </dl>
  )
}

/** How the open client's reports arrive. Staff look here when a client says that calls are missing. */
export const DeliveryHealth = () => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const { id } = useDocumentInfo()
  const mayLook = permissions?.collections?.['webhook-deliveries']?.read === true
  const shown = mayLook && id !== undefined
  const seen = useHealth(shown ? apiURL(`/users/${id}/delivery-health`) : null)
  if (!shown) return null

  return (
    <div className="field-type desk-field desk-health">
      <FieldLabel as="span" label={t('desk:healthTitle')} />
      <Facts id={String(id)} seen={seen} />
      {seen?.problem ? (
        <p className="desk-health__hint" role="status">
          {seen.problem}
        </p>
      ) : (
        <p className="desk-health__hint">
          {seen?.value ? t('desk:healthZone', { zone: seen.value.timezone }) : '\u00a0'}
        </p>
      )}
    </div>
  )
}
