'use client'

import { formatWhen } from '../../format'
import { knownZone } from '../../lib/time/zone'
import { zoneCity } from '../../lib/time/zoneCity'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'

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
  const yours = formatWhen(value, { language, timeZone: hydrated ? undefined : 'UTC' })
  if (!yours) return null
  const { iso } = yours
  if (timeZone === null) {
    return (
      <time className={hydrated ? undefined : 'desk-call__unknown'} dateTime={iso} title={iso}>
        {yours.weekday} {yours.text}
      </time>
    )
  }
  const zone = knownZone(timeZone)
  const theirs = formatWhen(value, { language, timeZone: zone }) ?? yours
  return (
    <time dateTime={iso} title={iso}>
      {t('desk:callPageWhen', { city: zoneCity(zone), when: `${theirs.weekday} ${theirs.text}` })}
      {hydrated && yours.text !== theirs.text && (
        <span className="desk-call__yours">
          {' · '}
          {t('desk:callPageYours', { when: `${yours.weekday} ${yours.clock}` })}
        </span>
      )}
    </time>
  )
}
