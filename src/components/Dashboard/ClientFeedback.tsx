'use client'

import { Link } from '@payloadcms/ui'
import type { ClientFeedback as Feedback } from '../../figures/clientFeedback'
import { feedbackLink, openFollowUpsLink } from '../../figures/links'
import { formatAgo } from '../../format'
import { FEEDBACK_REASONS } from '../CallPage/feedbackReasons'
import { FigureLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

type Props = { at: string; figures: Feedback }

/** Calls that clients reported as wrong, and how many are on their to-do lists. */
export const ClientFeedback = ({ at, figures }: Props) => {
  const { formatCount, language, t } = useDesk()
  const { adminURL } = useURLs()
  const { newest, newFeedback, openFollowUps } = figures
  return (
    <Panel title="desk:feedbackWidget">
      <Verdict state={newFeedback > 0 ? 'warning' : 'good'}>
        {newFeedback === 0 ? (
          t('desk:feedbackNone')
        ) : (
          <FigureLink to={feedbackLink()}>
            {t('desk:feedbackSome', { count: newFeedback, n: formatCount(newFeedback) })}
          </FigureLink>
        )}
      </Verdict>
      <ul className="desk-people">
        {newest.map(({ at: givenAt, client, id, reason }) => (
          <li key={id}>
            <Link
              className="desk-figure-link"
              href={adminURL(`/collections/call-summaries/${id}`)}
              prefetch={false}
            >
              {client}
            </Link>
            <span className="desk-people__why">
              {t('desk:feedbackOf', {
                ago: formatAgo(givenAt, { language, now: new Date(at) }) ?? '',
                reason: t(FEEDBACK_REASONS[reason]),
              })}
            </span>
          </li>
        ))}
      </ul>
      {openFollowUps > 0 && (
        <p className="desk-panel__more">
          <FigureLink to={openFollowUpsLink()}>
            {t('desk:followUpsOpen', { count: openFollowUps, n: formatCount(openFollowUps) })}
          </FigureLink>
        </p>
      )}
    </Panel>
  )
}
