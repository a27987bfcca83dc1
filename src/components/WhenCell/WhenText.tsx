'use client'

import { formatWhen } from '../../format'
import { knownZone } from '../../lib/time/zone'
import { zoneCity } from '../../lib/time/zoneCity'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'

type Props = {
  /** The client's time zone, if the time is about a client and its zone may be seen. */
  timeZone?: null | string
  value: unknown
}

const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * A date and time on the viewer's clock. Hovering shows which clock that is, the client's, and the exact time. The
 * viewer's clock is only known to the browser, so the place is kept empty until the page runs there.
 */
export const WhenText = ({ timeZone, value }: Props) => {
  const { language, t } = useDesk()
  const hydrated = useHydrated()
  const when = formatWhen(value, { language, timeZone: hydrated ? undefined : 'UTC' })
  if (!when) return '—'
  const inZone = (zone: string) => ({
    city: zoneCity(zone),
    when: formatWhen(value, { language, timeZone: zone })?.text ?? '',
  })
  const clocks = [
    ...(timeZone ? [t('desk:whenClient', inZone(knownZone(timeZone)))] : []),
    ...(hydrated ? [t('desk:whenYours', inZone(ownZone()))] : []),
    when.iso,
  ]
  return (
    <time
      className={hydrated ? undefined : 'desk-when--unknown'}
      dateTime={when.iso}
      title={clocks.join(' · ')}
    >
      {when.text}
    </time>
  )
}
