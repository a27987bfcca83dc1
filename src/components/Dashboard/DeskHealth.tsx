'use client'

import type { ReactNode } from 'react'
import type { DeskHealth as Health } from '../../figures/deskHealth'
import { deadLink, dueLink, feedbackLink, type ListLink, reviewLink } from '../../figures/links'
import { formatAgo, formatBytes } from '../../format'
import { MINUTE_MS } from '../../lib/time/units'
import type { DeskKey } from '../../translations/keys'
import { FigureLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { useDesk } from '../shared/useDesk'
import './index.css'

/** If the oldest notification has been due for longer, the queue is stuck. */
const LATE_MS = 5 * MINUTE_MS
const SLOW_MS = 500

/** Null: there is nothing to judge yet. */
type State = 'bad' | 'good' | null

type Kept = NonNullable<Health['recordings']>

const Row = ({ children, label, state }: { children: ReactNode; label: DeskKey; state: State }) => {
  const { t } = useDesk()
  return (
    <div className="desk-health-row">
      <dt>{t(label)}</dt>
      <dd>
        {state && (
          <span className={`desk-state desk-state--${state}`}>
            {t(state === 'good' ? 'desk:stateGood' : 'desk:stateBad')}
          </span>
        )}
        <span className="desk-health-row__value">{children}</span>
      </dd>
    </div>
  )
}

const Counted = ({ count, label, to }: { count: number; label: DeskKey; to: ListLink }) => {
  const { formatCount } = useDesk()
  return (
    <Row label={label} state={count > 0 ? 'bad' : 'good'}>
      <FigureLink to={to}>{formatCount(count)}</FigureLink>
    </Row>
  )
}

const Queue = ({ at, queue }: { at: string; queue: NonNullable<Health['queue']> }) => {
  const { formatCount, language, t } = useDesk()
  const { dead, due, oldestDueAt } = queue
  const isLate = oldestDueAt !== null && Date.parse(at) - Date.parse(oldestDueAt) > LATE_MS
  const ago = formatAgo(oldestDueAt, { language, now: new Date(at) })
  return (
    <>
      <Row label="desk:healthQueue" state={isLate ? 'bad' : 'good'}>
        <FigureLink to={dueLink(at)}>
          {t('desk:healthDue', { count: due, n: formatCount(due) })}
        </FigureLink>
        {ago && ` ${t('desk:healthOldest', { ago })}`}
      </Row>
      <Counted count={dead} label="desk:healthDead" to={deadLink()} />
    </>
  )
}

const FULL = { disk: 'desk:recFullDisk', limit: 'desk:recFullLimit' } as const

/** How much room recordings take. When there is none, the desk copies no more, so that its database keeps working. */
const Recordings = ({ at, recordings }: { at: string; recordings: Kept }) => {
  const { language, t } = useDesk()
  const { bytes, fullBecause, fullSince } = recordings
  const ago = formatAgo(fullSince, { language, now: new Date(at) })
  return (
    <Row label="desk:recRow" state={fullBecause ? 'bad' : 'good'}>
      {fullBecause ? t(FULL[fullBecause]) : formatBytes(bytes, language)}
      {ago && ` (${ago})`}
    </Row>
  )
}

/** Whether the desk itself works: its database, due and failed notifications, deliveries to review. */
export const DeskHealth = ({ at, health }: { at: string; health: Health }) => {
  const { formatCount, language, t } = useDesk()
  const { databaseMs, lastReport, needsReview, newFeedback, queue, recordings } = health
  return (
    <Panel title="desk:deskTitle">
      <dl className="desk-health-rows">
        <Row label="desk:healthDatabase" state={databaseMs > SLOW_MS ? 'bad' : 'good'}>
          {t('desk:healthAnswers', { n: formatCount(Math.max(1, Math.round(databaseMs))) })}
        </Row>
        {lastReport && (
          <Row label="desk:healthLastCall" state={lastReport.at === null ? null : 'good'}>
            {formatAgo(lastReport.at, { language, now: new Date(at) }) ?? t('desk:healthNever')}
          </Row>
        )}
        {needsReview !== null && (
          <Counted count={needsReview} label="desk:healthReview" to={reviewLink(null)} />
        )}
        {newFeedback !== null && (
          <Counted count={newFeedback} label="desk:healthFeedback" to={feedbackLink()} />
        )}
        {queue && <Queue at={at} queue={queue} />}
        {recordings && <Recordings at={at} recordings={recordings} />}
      </dl>
    </Panel>
  )
}
