'use client'

import { knownZone } from '../../lib/time/zone'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { zoneCity } from './zoneCity'

type Props = {
  /** The client's time zone; null where it is not known, or may not be read. */
  timeZone: null | string
  value: string
}

/**
 * A time on the client's clock, which it names, and on the reader's where that shows another time. The
 * reader's clock is known to the browser only, so it appears once the page runs there.
 */
export const When = ({ timeZone, value }: Props) => {
  const { language, t } = useDesk()
  const hydrated = useHydrated()
  const date = new Date(value)
  const write = (zone: string | undefined, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, {
      hour: 'numeric',
      minute: '2-digit',
      ...options,
      ...(zone === undefined ? {} : { timeZone: zone }),
    }).format(date)
  const whole = { day: 'numeric', month: 'short', weekday: 'short', year: 'numeric' } as const
  if (timeZone === null) {
    return (
      <time
        className={hydrated ? undefined : 'desk-call__unknown'}
        dateTime={date.toISOString()}
        title={date.toISOString()}
      >
        {write(hydrated ? undefined : 'UTC', whole)}
      </time>
    )
  }
  const zone = knownZone(timeZone)
  const theirs = write(zone, whole)
  const yours = hydrated ? write(undefined, whole) : theirs
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()}>
      {t('desk:callPageWhen', { city: zoneCity(zone), when: theirs })}
      {yours !== theirs && (
        <span className="desk-call__yours">
          {' · '}
          {t('desk:callPageYours', { when: write(undefined, { weekday: 'short' }) })}
        </span>
      )}
    </time>
  )
}
