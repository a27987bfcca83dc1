'use client'

import type { ReactNode } from 'react'
import { totalOf } from '../../figures/callCategories'
import type { ClientFigures } from '../../figures/clientFigures'
import { callsLink, reviewLink } from '../../figures/links'
import { formatAgo } from '../../format'
import { FigureLink } from '../Figures/FigureLink'
import { useDesk } from '../shared/useDesk'
import type { Fetched } from '../shared/useFetched'
import type { Overview } from './readOverview'

const UNKNOWN = '–'
const WEEK_DAYS = 7

const Fact = ({
  children,
  label,
  note,
}: {
  children: ReactNode
  label: string
  note?: ReactNode
}) => (
  <div className="desk-client__number">
    <dt>{label}</dt>
    <dd>{children}</dd>
    {note && <dd className="desk-client__note">{note}</dd>}
  </div>
)

type CallsProps = { from: string | undefined; id: string; count: null | number }

const Calls = ({ count, from, id }: CallsProps) => {
  const { formatCount, t } = useDesk()
  if (count === null || from === undefined) return UNKNOWN
  return (
    <FigureLink
      label={t('desk:callsLink', { count, n: formatCount(count) })}
      to={callsLink({ clientID: id, from })}
    >
      {formatCount(count)}
    </FigureLink>
  )
}

type Props = Pick<Overview, 'at' | 'calls' | 'problems'> & {
  id: string
  seen: Fetched<ClientFigures> | null
}

/** The last call, the calls of the last 7 and 30 days, and what needs review, in one row. */
export const Numbers = ({ at, calls, id, problems, seen }: Props) => {
  const { formatCount, language, t } = useDesk()
  if (!calls && !problems) return null
  const figures = seen?.value ?? null
  const week = figures?.calls.days.slice(-WEEK_DAYS)
  const lastAt = calls?.lastAt ?? null
  return (
    <dl aria-busy={calls !== null && seen === null} className="desk-client__numbers">
      {calls && (
        <>
          <Fact
            label={t('desk:healthLastCall')}
            // The line is kept free, so that nothing moves when the figures arrive.
            note={figures?.quiet ? t('desk:quietTitle') : '\u00a0'}
          >
            {lastAt === null ? (
              t('desk:healthNever')
            ) : (
              <time dateTime={lastAt} title={lastAt}>
                {formatAgo(lastAt, { language, now: new Date(at) })}
              </time>
            )}
          </Fact>
          <Fact label={t('desk:filterWeek')}>
            <Calls
              count={week ? week.reduce((sum, day) => sum + totalOf(day), 0) : null}
              from={week?.[0]?.from}
              id={id}
            />
          </Fact>
          <Fact label={t('desk:filterMonth')}>
            <Calls
              count={figures ? totalOf(figures.calls.totals) : null}
              from={figures?.calls.from}
              id={id}
            />
          </Fact>
        </>
      )}
      {problems && (
        <Fact label={t('desk:clientPageReview')}>
          {problems.needsReview > 0 ? (
            <FigureLink
              label={t('desk:reviewLink', {
                count: problems.needsReview,
                n: formatCount(problems.needsReview),
              })}
              to={reviewLink(id)}
            >
              {formatCount(problems.needsReview)}
            </FigureLink>
          ) : (
            formatCount(0)
          )}
        </Fact>
      )}
    </dl>
  )
}
