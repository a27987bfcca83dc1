import { DayBars } from '../../charts/DayBars'
import { scaleFor } from '../../charts/geometry'
import {
  CALL_CATEGORY_NAMES,
  type CallCategory,
  type CategoryCounts,
  totalOf,
} from '../../figures/callCategories'
import type { MonthFigures } from '../../figures/monthFigures'
import { dateFormat, numberFormat } from '../../lib/intlFormats'
import type { Texts } from '../../translations/texts'
import { classes } from '../ui/classes'
import styles from './Figures.module.css'

/** The categories that occur, and those that are always shown. */
const shownCategories = (all: readonly CategoryCounts[]): CallCategory[] =>
  CALL_CATEGORY_NAMES.filter(
    (name) => name === 'answered' || name === 'missed' || all.some((counts) => counts[name] > 0),
  )

const CLASSES = {
  band: (category: CallCategory) => classes(styles.band, styles[category]),
  day: styles.day ?? '',
  hit: styles.hit ?? '',
  line: styles.line ?? '',
  svg: styles.svg ?? '',
}

const LABEL_EVERY = 7

/** Calls by day of this month, as stacked bars; and the same as a table. */
export const MonthChart = ({
  figures: { days },
  texts,
}: {
  figures: Pick<MonthFigures, 'days'>
  texts: Texts
}) => {
  const { locale, t } = texts
  const dates = dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    weekday: 'short',
  })
  const numbers = numberFormat(locale, {})
  const nameOf = (date: string) => dates.format(new Date(`${date}T00:00:00Z`))
  const shown = shownCategories(days)
  const { max, ticks } = scaleFor(Math.max(0, ...days.map(totalOf)))
  return (
    <figure className={styles.chart}>
      <ul className={styles.legend}>
        {shown.map((category) => (
          <li className={styles.category} key={category}>
            <svg aria-hidden="true" className={styles.swatch} viewBox="0 0 10 10">
              <rect className={styles[category]} height={10} rx={2} width={10} />
            </svg>
            {t(`figures.category.${category}`)}
          </li>
        ))}
      </ul>
      <div className={styles.plot}>
        <div aria-hidden="true" className={styles.ticks}>
          {[0, ...ticks].map((tick) => (
            <span key={tick}>{numbers.format(tick)}</span>
          ))}
        </div>
        <DayBars
          bars={days.map((day) => ({
            id: day.date,
            label: t('figures.dayTitle', {
              calls: t('figures.count', { n: totalOf(day) }),
              day: nameOf(day.date),
            }),
            values: CALL_CATEGORY_NAMES.map((name) => ({ name, value: day[name] })),
          }))}
          classes={CLASSES}
          max={max}
          ticks={ticks}
          title={t('figures.byDay')}
          titleID="figures-by-day"
        />
        <div aria-hidden="true" className={styles.dates}>
          {days.map(({ date }, index) => (
            <span key={date}>{index % LABEL_EVERY === 0 ? Number(date.slice(8)) : ''}</span>
          ))}
        </div>
      </div>
      <details className={styles.details}>
        <summary>{t('figures.asTable')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard can push it sideways on narrow screens */}
        <section aria-label={t('figures.byDay')} className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('figures.day')}</th>
                {shown.map((category) => (
                  <th key={category} scope="col">
                    {t(`figures.category.${category}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map((day) => (
                <tr key={day.date}>
                  <th scope="row">{nameOf(day.date)}</th>
                  {shown.map((category) => (
                    <td key={category}>{numbers.format(day[category])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}
