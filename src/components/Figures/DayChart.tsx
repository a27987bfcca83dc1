'use client'

import { useId } from 'react'
import { type DayBar, DayBars } from '../../charts/DayBars'
import { scaleFor } from '../../charts/geometry'
import { CALL_CATEGORY_NAMES, type CallCategory, totalOf } from '../../figures/callCategories'
import type { CallFigures, DayFigures } from '../../figures/callFigures'
import { callsLink } from '../../figures/links'
import { formatPrice, formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import { CATEGORY_LABELS } from './categoryLabels'
import { useListURL } from './FigureLink'
import './DayChart.css'

type Props = { figures: CallFigures; clientID: null | string }

const useDayWords = () => {
  const { formatCount, language, t } = useDesk()
  const when = ({ date }: DayFigures) => formatWhen(date, { language, timeZone: 'UTC' })
  const short = (day: DayFigures) => when(day)?.dayOfYear ?? ''
  const long = (day: DayFigures) => `${when(day)?.weekday ?? ''} ${short(day)}`.trim()
  const cost = (day: DayFigures) =>
    formatPrice({ currency: 'USD', language, value: day.cost }) ?? ''
  return {
    cost,
    formatCount,
    long,
    short,
    /** “Mon 2 Nov: 14 calls, 12 answered, 2 voicemail, $1.20”. */
    sentence: (day: DayFigures) => {
      const parts = CALL_CATEGORY_NAMES.filter((category) => day[category] > 0).map((category) =>
        t('desk:categoryCount', {
          category: t(CATEGORY_LABELS[category]),
          n: formatCount(day[category]),
        }),
      )
      const count = totalOf(day)
      const calls = t('desk:callsCount', { count, n: formatCount(count) })
      return `${long(day)}: ${[calls, ...parts, ...(count > 0 ? [cost(day)] : [])].join(', ')}`
    },
    t,
  }
}

const CLASSES = {
  band: (category: CallCategory) => `desk-chart__band desk-chart__band--${category}`,
  day: 'desk-chart__day',
  hit: 'desk-chart__hit',
  line: 'desk-chart__line',
  svg: 'desk-chart__svg',
}

/** The days as bars, each with a link to its calls. */
const useDayBars = ({ clientID, figures: { days } }: Props): DayBar[] => {
  const { sentence } = useDayWords()
  const listURL = useListURL()
  return days.map((day, index) => {
    const until = index === days.length - 1 ? {} : { until: day.until }
    return {
      href: listURL(callsLink({ clientID, from: day.from, ...until })),
      id: day.date,
      label: sentence(day),
      values: CALL_CATEGORY_NAMES.map((name) => ({ name, value: day[name] })),
    }
  })
}

const DayTable = ({ figures }: Pick<Props, 'figures'>) => {
  const { cost, formatCount, long, t } = useDayWords()
  return (
    <details className="desk-chart__details">
      <summary>{t('desk:asTable')}</summary>
      <div className="desk-chart__scroll">
        <table className="desk-chart__table">
          <thead>
            <tr>
              <th scope="col">{t('desk:dayLabel')}</th>
              {CALL_CATEGORY_NAMES.map((category) => (
                <th key={category} scope="col">
                  {t(CATEGORY_LABELS[category])}
                </th>
              ))}
              <th scope="col">{t('desk:costLabel')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.days.toReversed().map((day) => (
              <tr key={day.date}>
                <th scope="row">{long(day)}</th>
                {CALL_CATEGORY_NAMES.map((category) => (
                  <td key={category}>{formatCount(day[category])}</td>
                ))}
                <td>{cost(day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Calls per day as stacked bars. Each bar links to the calls of that day. */
export const DayChart = ({ figures, clientID }: Props) => {
  const { formatCount, short, t } = useDayWords()
  const titleID = useId()
  const bars = useDayBars({ clientID, figures })
  const { days } = figures
  const { max, ticks } = scaleFor(Math.max(...days.map(totalOf)))
  const marked = days.filter((_, index) => (days.length - 1 - index) % 7 === 0)
  return (
    <figure className="desk-chart">
      <div className="desk-chart__plot">
        <div aria-hidden className="desk-chart__ticks">
          {[0, ...ticks].map((tick) => (
            <span key={tick} style={{ bottom: `${(tick / max) * 100}%` }}>
              {formatCount(tick)}
            </span>
          ))}
        </div>
        <DayBars
          bars={bars}
          classes={CLASSES}
          max={max}
          ticks={ticks}
          title={t('desk:daysTitle')}
          titleID={titleID}
        />
        <div aria-hidden className="desk-chart__dates">
          {marked.map((day) => (
            <span
              key={day.date}
              style={{ left: `${((days.indexOf(day) + 0.5) / days.length) * 100}%` }}
            >
              {short(day)}
            </span>
          ))}
        </div>
      </div>
      <DayTable figures={figures} />
    </figure>
  )
}
