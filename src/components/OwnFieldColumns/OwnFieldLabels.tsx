'use client'

import { useEffect } from 'react'
import { shownLabels } from './shownLabels'
import { OWN_FIELD_SLOTS } from './slots'
import './index.css'

/** Payload writes the name of a column from the config; it has no place for the client's own label. */
const nameColumns = (labels: readonly string[]): void => {
  for (const [place, label] of labels.entries()) {
    const text = document.querySelector(`#${OWN_FIELD_SLOTS[place]} .field-label`)?.firstChild
    if (text && text.nodeValue !== label) text.nodeValue = label
  }
}

/**
 * Shows the columns for own fields of the client that a list is filtered by, in the table and among the columns that
 * can be chosen, under the labels of its fields. Without it, none is shown.
 */
export const OwnFieldLabels = ({ labels }: { labels: readonly string[] }) => {
  useEffect(() => {
    shownLabels.set(labels)
    nameColumns(labels)
    const observer = new MutationObserver(() => nameColumns(labels))
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      shownLabels.set([])
    }
  }, [labels])
  return <span className={labels.map((_, place) => `desk-own-${place + 1}`).join(' ')} hidden />
}
