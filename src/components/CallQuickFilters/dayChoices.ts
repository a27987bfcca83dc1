import { addDays } from '../../lib/time/days'
import { knownZone, localDay, startOfDay } from '../../lib/time/zone'
import type { FilterChoice } from '../QuickFilters/types'

type Clock = { now: Date; timeZone: null | string | undefined }

/** Today, yesterday and the last 7 and 30 days of a person's time zone (UTC if it is not known), as filters. */
export const dayChoices = ({ now, timeZone }: Clock): FilterChoice[] => {
  const zone = knownZone(timeZone)
  const today = localDay(now, zone)
  const startBefore = (days: number) => startOfDay(addDays(today, -days), zone).toISOString()
  const since = (days: number) => ({ reportedAt: { greater_than_equal: startBefore(days) } })
  return [
    { condition: since(0), label: { key: 'desk:filterToday' }, value: 'today' },
    {
      condition: [since(1), { reportedAt: { less_than: startBefore(0) } }],
      label: { key: 'desk:filterYesterday' },
      value: 'yesterday',
    },
    // Today counts as one of the days.
    { condition: since(6), label: { key: 'desk:filterWeek' }, value: 'week' },
    { condition: since(29), label: { key: 'desk:filterMonth' }, value: 'month' },
  ]
}
