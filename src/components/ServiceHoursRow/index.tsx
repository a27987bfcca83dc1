'use client'

import { useRowLabel } from '@payloadcms/ui'
import { formatHours } from '../../format'
import { useDesk } from '../shared/useDesk'

/** The name of an opening-hours row: “Monday 09:00–17:30”. */
export const ServiceHoursRow = () => {
  const { language, t } = useDesk()
  const { data } = useRowLabel<unknown>()
  return <span>{formatHours(data, language) ?? t('desk:hoursNew')}</span>
}
