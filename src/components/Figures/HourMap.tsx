'use client'

import type { BusyHours } from '../../figures/busyHours'
import { DAY_MS, HOUR_MS } from '../../lib/time/units'
import { useDesk } from '../shared/useDesk'
import { levelOf } from './geometry'
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

/** The hour of the week with the most calls. Null if there are none. */
const busiest = (week: readonly (readonly number[])[]) => {
  let most: null | { calls: number; day: number; hour: number } = null
  for (const [day, hours] of week.entries()) {
    for (const [hour, calls] of hours.entries()) {
      if (calls > (most?.calls ?? 0)) most = { calls, day, hour }
    }
  }
  return most
}

/** Calls by hour of the week, as a heat map: the more calls, the darker the cell. */
export const HourMap = ({ week }: BusyHours) => {
  const { day, formatCount, span, t } = useClockWords()
  const most = busiest(week)
  // 168 empty cells would say nothing, and be read out one by one.
  if (!most) return <p className="desk-panel__empty">{t('desk:callsNone')}</p>
  const highest = most.calls
  return (
    <div className="desk-hours">
      <table className="desk-hours__table">
        <caption className="desk-hours__caption">
          {t('desk:busiestHour', {
            count: most.calls,
            hours: span(most.hour),
            n: formatCount(most.calls),
            weekday: day(most.day, 'long'),
          })}
        </caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day never change
              <th key={hour} scope="col">
                <span className={hour % 6 === 0 ? undefined : 'desk-sr-only'}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.map((hours, index) => (
            <tr key={day(index, 'long')}>
              <th scope="row">{day(index, 'short')}</th>
              {hours.map((calls, hour) => {
                const text = `${day(index, 'long')} ${span(hour)}: ${t('desk:callsCount', { count: calls, n: formatCount(calls) })}`
                return (
                  <td
                    className={`desk-hours__cell desk-hours__cell--${levelOf(calls, highest)}`}
                    // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day never change
                    key={hour}
                    title={text}
                  >
                    <span className="desk-sr-only">{formatCount(calls)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
