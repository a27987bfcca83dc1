'use client'

import { useDesk } from '../shared/useDesk'
import type { Counts } from './answers'
import { useShownChange } from './useShownChange'

type Props = { counts: Counts; labels: Readonly<Record<string, string>> }

/** How many calls were read, in how many of them which field changes, and how many stay as they are. */
export const Totals = ({ counts, labels }: Props) => {
  const { formatCount, language, t } = useDesk()
  const { labelOf } = useShownChange(labels)
  const { changed, fields, read, unreadable, withoutBodies } = counts
  const changes = Object.entries(fields)
    .sort(([, a], [, b]) => b - a)
    .map(([field, n]) => `${labelOf(field)} (${formatCount(n)})`)
  const counted = (key: 'Read' | 'Unreadable' | 'WithoutBodies', count: number) =>
    t(`desk:reproject${key}`, { count, n: formatCount(count) })
  return (
    <p>
      {counted('Read', read)}{' '}
      {changed === 0
        ? t('desk:reprojectNothing')
        : t('desk:reprojectChanges', { fields: new Intl.ListFormat(language).format(changes) })}
      {withoutBodies > 0 && ` ${counted('WithoutBodies', withoutBodies)}`}
      {unreadable > 0 && ` ${counted('Unreadable', unreadable)}`}
    </p>
  )
}
