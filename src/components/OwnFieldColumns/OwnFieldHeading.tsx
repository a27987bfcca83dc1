'use client'

import type { UIFieldClient } from 'payload'
import { useSyncExternalStore } from 'react'
import { useDesk } from '../shared/useDesk'
import { shownLabels } from './shownLabels'
import { placeOfSlot } from './slots'

/** The heading of a column for own fields: the label of the client's field. */
export const OwnFieldHeading = ({ field }: { field: UIFieldClient }) => {
  const { t } = useDesk()
  const labels = useSyncExternalStore(shownLabels.subscribe, shownLabels.get, shownLabels.none)
  const place = placeOfSlot(field.name)
  return <span dir="auto">{labels[place] ?? t('desk:ownFieldSlot', { n: place + 1 })}</span>
}
