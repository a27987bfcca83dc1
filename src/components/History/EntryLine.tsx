'use client'

import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import { Details } from './Details'
import { describe, detailsOf } from './describe'
import type { FoldedEntry } from './foldViews'
import { useWords } from './useWords'

/** An entry in the history tab of the document that it is about. */
export const EntryLine = ({ entry }: { entry: FoldedEntry }) => {
  const desk = useDesk()
  const words = useWords()
  const when = formatWhen(entry.at, { language: desk.language })
  const details = detailsOf(entry, words)
  const isTold = details.length < 2 || entry.action === 'created'
  const count = entry.touchedCount
  return (
    <li className="desk-history__entry">
      <span className="desk-history__text">
        {describe({ desk, entry, isOwn: true, words })}
        {count !== null && count > 1 && (
          <span className="desk-history__among">
            {desk.t('desk:historyAmong', { n: desk.formatCount(count) })}
          </span>
        )}
        {entry.times > 1 && (
          <span className="desk-history__among">
            {desk.t('desk:historyTimes', { n: desk.formatCount(entry.times) })}
          </span>
        )}
      </span>
      <span className="desk-history__when" title={entry.ip ?? undefined}>
        {when && (
          <time dateTime={when.iso} title={when.iso}>
            {when.text}
          </time>
        )}
      </span>
      {!isTold && <Details details={details} />}
    </li>
  )
}
