'use client'

import { useDesk } from '../shared/useDesk'
import type { Detail } from './describe'

/** The changes of an entry, field by field. */
export const Details = ({ details }: { details: readonly Detail[] }) => {
  const { t } = useDesk()
  if (details.length === 0) return null
  return (
    <dl className="desk-history__details">
      {details.map(({ after, before, field }) => (
        <div className="desk-history__detail" key={field}>
          <dt>{field}</dt>
          <dd>
            {before === undefined ? (
              t('desk:historyNoValues')
            ) : (
              <>
                <del className="desk-history__before">{before}</del>
                <span aria-hidden="true"> → </span>
                <ins className="desk-history__after">{after}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
