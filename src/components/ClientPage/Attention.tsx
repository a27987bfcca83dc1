'use client'

import { reviewLink } from '../../figures/links'
import { formatAgo } from '../../format'
import { FigureLink } from '../Figures/FigureLink'
import { Verdict } from '../Figures/Verdict'
import { refusedReason } from '../shared/refusedReason'
import { useDesk } from '../shared/useDesk'
import type { Problems } from './readOverview'

type Props = { at: string; id: string; problems: Problems }

/** What needs a look: deliveries to review and refused posts. Nothing if there are none. */
export const Attention = ({ at, id, problems }: Props) => {
  const { formatCount, language, t } = useDesk()
  const { needsReview, refusedAt, refusedReason: reason } = problems
  if (needsReview === 0 && refusedAt === null) return null
  return (
    <section aria-label={t('desk:clientPageAttention')} className="desk-client__attention">
      {needsReview > 0 && (
        <Verdict state="warning">
          <FigureLink to={reviewLink(id)}>
            {t('desk:reviewLink', { count: needsReview, n: formatCount(needsReview) })}
          </FigureLink>
        </Verdict>
      )}
      {refusedAt !== null && (
        <Verdict state="warning">
          {t('desk:problemRefused', {
            ago: formatAgo(refusedAt, { language, now: new Date(at) }) ?? '',
            reason: refusedReason(reason ?? '', { t }),
          })}
        </Verdict>
      )}
    </section>
  )
}
