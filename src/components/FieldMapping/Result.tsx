'use client'

import { useDesk } from '../shared/useDesk'
import type { Row } from './draft'
import { useEditing } from './editing'
import { seenOf } from './seen'
import { useShown } from './useShown'

const SHOWN = 3
const MAX_LENGTH = 60

const short = (text: string): string =>
  text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text

/** What a row reads in recent calls: in how many, and the most frequent values. */
export const Result = ({ row }: { row: Row }) => {
  const { formatCount, t } = useDesk()
  const { mayPreview, preview } = useEditing()
  const { textOf } = useShown()
  if (!mayPreview) return null
  // Its place is kept, so that nothing moves when the answer comes.
  if (!preview || preview.calls.length === 0) return <div className="desk-map__result" />
  const { count, values } = seenOf(preview, row)
  const total = preview.calls.length
  return (
    <div className="desk-map__result">
      <span className={count === 0 ? 'desk-map__warning' : undefined}>
        {t('desk:mappingInCalls', { n: formatCount(count), total: formatCount(total) })}
      </span>
      {values.length > 0 && (
        <ul>
          {values.slice(0, SHOWN).map(({ count: times, currency, value }) => (
            <li key={JSON.stringify([value, currency])}>
              <bdi>{short(textOf(row, value, currency))}</bdi>{' '}
              <span className="desk-map__quiet">{formatCount(times)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
