'use client'

import { formatWhen } from '../../format'
import type { DeskKey } from '../../translations/keys'
import {
  type CompletenessDay,
  DAY_STATES,
  type DayState,
} from '../../vapiAccount/completeness/completeness'
import { useDesk } from '../shared/useDesk'

const DAY_WORDS = {
  complete: 'desk:completeDayComplete',
  hole: 'desk:completeDayHole',
  recovered: 'desk:completeDayRecovered',
  unknown: 'desk:completeDayUnknown',
} as const satisfies Record<DayState, DeskKey>

const useDays = () => {
  const { formatCount, language, t } = useDesk()
  const when = (date: string) => formatWhen(date, { language, timeZone: 'UTC' })
  const short = ({ date }: CompletenessDay) => when(date)?.dayOfYear ?? ''
  return {
    formatCount,
    long: (day: CompletenessDay) => `${when(day.date)?.weekday ?? ''} ${short(day)}`.trim(),
    short,
    t,
  }
}

const Legend = ({ days }: { days: readonly CompletenessDay[] }) => {
  const { formatCount, t } = useDays()
  return (
    <ul className="desk-complete__legend">
      {DAY_STATES.map((state) => {
        const count = days.filter((day) => day.state === state).length
        return count === 0 ? null : (
          <li key={state}>
            <span aria-hidden className={`desk-complete__day desk-complete__day--${state}`} />
            {t(DAY_WORDS[state])}: {formatCount(count)}
          </li>
        )
      })}
    </ul>
  )
}

const DayTable = ({ days }: { days: readonly CompletenessDay[] }) => {
  const { formatCount, long, t } = useDays()
  return (
    <details className="desk-complete__details">
      <summary>{t('desk:asTable')}</summary>
      <section
        aria-label={t('desk:completeStrip')}
        className="desk-complete__scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
        tabIndex={0}
      >
        <table className="desk-complete__table">
          <thead>
            <tr>
              <th scope="col">{t('desk:dayLabel')}</th>
              <th scope="col">{t('desk:completeState')}</th>
              <th scope="col">{t('desk:completeAtVapi')}</th>
              <th scope="col">{t('desk:completeHere')}</th>
              <th scope="col">{t('desk:completeRecovered')}</th>
              <th scope="col">{t('desk:completeMissing')}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.date}>
                <th scope="row">{long(day)}</th>
                <td>{t(DAY_WORDS[day.state])}</td>
                <td>{formatCount(day.atVapi)}</td>
                <td>{formatCount(day.here)}</td>
                <td>{formatCount(day.recovered)}</td>
                <td>{formatCount(day.missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

/** The last 30 days, each as complete, recovered, with missing calls, or not known; also as a table. */
export const Strip = ({ days }: { days: readonly CompletenessDay[] }) => {
  const { long, short, t } = useDays()
  const [first] = days
  const last = days.at(-1)
  return (
    <div className="desk-complete__days">
      <div aria-hidden className="desk-complete__strip">
        {days.map((day) => (
          <span
            className={`desk-complete__day desk-complete__day--${day.state}`}
            key={day.date}
            title={`${long(day)}: ${t(DAY_WORDS[day.state])}`}
          />
        ))}
      </div>
      <div aria-hidden className="desk-complete__ends">
        <span>{first && short(first)}</span>
        <span>{last && short(last)}</span>
      </div>
      <Legend days={days} />
      <DayTable days={days} />
    </div>
  )
}
