'use client'

import { busiestHour, HourTable } from '../../charts/HourTable'
import type { BusyHours } from '../../figures/busyHours'
import { DAY_MS, HOUR_MS } from '../../lib/time/units'
import { useDesk } from '../shared/useDesk'
import './HourMap.css'

const MONDAY = Date.UTC(1970, 0, 5)

const useClockWords = () => {
  const { formatCount, language, t } = useDesk()
  const weekday = (style: 'long' | 'short') =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: style })
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    timeZone: 'UTC',
  })
  return {
    day: (index: number, style: 'long' | 'short') => weekday(style).format(MONDAY + index * DAY_MS),
    formatCount,
    span: (hour: number) =>
      `${clock.format(MONDAY + hour * HOUR_MS)}–${clock.format(MONDAY + (hour + 1) * HOUR_MS)}`,
    t,
  }
}

const CLASSES = {
  caption: 'desk-hours__caption',
  cell: (level: number) => `desk-hours__cell desk-hours__cell--${level}`,
  hidden: 'desk-sr-only',
  number: 'desk-sr-only',
  table: 'desk-hours__table',
}

/** Calls by hour of the week, as a heat map: the more calls, the darker the cell. */
export const HourMap = ({ week }: BusyHours) => {
  const { day, formatCount, span, t } = useClockWords()
  const most = busiestHour(week)
  // 168 empty cells would say nothing, and be read out one by one.
  if (!most) return <p className="desk-panel__empty">{t('desk:callsNone')}</p>
  return (
    <div className="desk-hours">
      <HourTable
        caption={t('desk:busiestHour', {
          count: most.calls,
          hours: span(most.hour),
          n: formatCount(most.calls),
          weekday: day(most.weekday, 'long'),
        })}
        classes={CLASSES}
        week={week}
        words={{
          count: formatCount,
          day,
          title: ({ calls, hour, weekday }) =>
            `${day(weekday, 'long')} ${span(hour)}: ${t('desk:callsCount', { count: calls, n: formatCount(calls) })}`,
        }}
      />
    </div>
  )
}
