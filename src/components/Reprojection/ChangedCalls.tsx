'use client'

import { ChevronIcon, Link } from '@payloadcms/ui'
import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import type { Change, ChangedCall } from './answers'
import { useShownChange } from './useShownChange'

type Labels = Readonly<Record<string, string>>

const Changes = ({ changes, labels }: { changes: Record<string, Change>; labels: Labels }) => {
  const { t } = useDesk()
  const { labelOf, shown } = useShownChange(labels)
  return (
    <dl className="desk-reproject__changes">
      {Object.entries(changes).map(([field, change]) => (
        <div className="desk-reproject__change" key={field}>
          <dt>{labelOf(field)}</dt>
          <dd>
            {change === 'changed' ? (
              t('desk:historyNoValues')
            ) : (
              <>
                <del>{shown(field, change[0])}</del>
                <span aria-hidden="true" className="desk-reproject__to">
                  <ChevronIcon direction="right" size="small" />
                </span>
                <ins>{shown(field, change[1])}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const When = ({ at }: { at: null | string }) => {
  const { language } = useDesk()
  const when = at === null ? null : formatWhen(at, { language })
  return when ? <time dateTime={when.iso}>{when.text}</time> : '–'
}

type Props = {
  calls: readonly ChangedCall[]
  labels: Labels
  /** How many more would change that are not listed. */
  more: number
}

/** The calls that would change, each with its fields before and after. */
export const ChangedCalls = ({ calls, labels, more }: Props) => {
  const { formatCount, t } = useDesk()
  const { adminURL } = useURLs()
  if (calls.length === 0) return null
  return (
    <div className="desk-reproject__calls">
      <table className="desk-reproject__table">
        <caption className="desk-sr-only">{t('desk:reprojectTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk:reprojectCall')}</th>
            <th scope="col">{t('desk:reprojectStarted')}</th>
            <th scope="col">{t('desk:reprojectChange')}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map(({ changes, id, startedAt, vapiCallId }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={adminURL(`/collections/call-summaries/${id}`)} prefetch={false}>
                  {vapiCallId}
                </Link>
              </th>
              <td>
                <When at={startedAt} />
              </td>
              <td>
                <Changes changes={changes} labels={labels} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="desk-reproject__hint">
          {t('desk:reprojectMore', { count: more, n: formatCount(more) })}
        </p>
      )}
    </div>
  )
}
