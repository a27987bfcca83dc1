'use client'

import { useEffect, useState } from 'react'
import { formatWhen } from '../../format'
import { knownZone } from '../../lib/time/zone'
import { zoneCity } from '../../lib/time/zoneCity'
import { useDesk } from '../shared/useDesk'

const MINUTE_MS = 60_000

type Props = {
  /** The server's time, which is shown until the page runs in the browser. */
  at: string
  timeZone: string
}

/** What time it is where a client is. */
export const Clock = ({ at, timeZone }: Props) => {
  const { language, t } = useDesk()
  const [now, setNow] = useState(() => new Date(at))
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  const zone = knownZone(timeZone)
  const when = formatWhen(now, { language, timeZone: zone })
  if (!when) return null
  const time = `${when.weekday} ${when.clock}`
  return <time title={zone}>{t('desk:callPageWhen', { city: zoneCity(zone), when: time })}</time>
}
