'use client'

import { useRowLabel } from '@payloadcms/ui'
import { formatHours } from '../../format'
import { useDesk } from '../shared/useDesk'

/** The label of a row of opening hours: “Monday 09:00–17:30”. */
export const ServiceHoursRow = () => {
  const { language, t } = useDesk()
  const { data } = useRowLabel<unknown>()
  return <span>{formatHours(data, language) ?? t('desk:hoursNew')}</span>
}
