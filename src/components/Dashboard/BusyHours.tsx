'use client'

import type { BusyHours as Hours } from '../../figures/busyHours'
import { HourMap } from '../Figures/HourMap'
import { Panel } from '../Figures/Panel'
import { useDesk } from '../shared/useDesk'

/** The busiest hours of the week, for all clients. */
export const BusyHours = ({ week }: Hours) => {
  const { t } = useDesk()
  return (
    <Panel note={t('desk:hoursOwnClock')} title="desk:hoursTitle">
      <HourMap week={week} />
    </Panel>
  )
}
