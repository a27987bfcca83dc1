import type { MonthFigures, PeriodFigures } from '../../figures/monthFigures'
import { numberFormat } from '../../lib/intlFormats'
import type { Texts } from '../../translations/texts'
import styles from './Figures.module.css'
import { money, monthName } from './words'

type Row = { before: string; label: string; now: string; whole: string }

const rowsOf = ({ before, now, values, whole }: MonthFigures, texts: Texts): Row[] => {
  const { locale, t } = texts
  const numbers = numberFormat(locale, {})
  const count = (label: string, of: (period: PeriodFigures) => null | number): Row[] => {
    const [b, n, w] = [of(before), of(now), of(whole)]
    if (b === null || n === null || w === null) return []
    const [asBefore, asNow, asWhole] = [b, n, w].map((value) => numbers.format(value))
    return [{ before: asBefore ?? '', label, now: asNow ?? '', whole: asWhole ?? '' }]
  }
  /** Only where there are any. */
  const some = (category: 'error' | 'unknown' | 'voicemail'): Row[] =>
    now.categories[category] + whole.categories[category] > 0
      ? count(t(`figures.category.${category}`), ({ categories }) => categories[category])
      : []
  return [
    ...count(t('figures.row.calls'), ({ calls }) => calls),
    ...count(t('figures.category.answered'), ({ categories }) => categories.answered),
    ...count(t('figures.category.missed'), ({ categories }) => categories.missed),
    ...some('voicemail'),
    ...some('error'),
    ...some('unknown'),
    ...count(t('figures.row.outside'), ({ outside }) => outside),
    ...values.map((each) => ({
      before: money(each.before, each.currency, texts),
      label: t('figures.row.value'),
      now: money(each.now, each.currency, texts),
      whole: money(each.whole, each.currency, texts),
    })),
  ]
}

/** This month beside the month before by this day, and beside all of it. */
export const Comparison = ({ figures, texts }: { figures: MonthFigures; texts: Texts }) => {
  const { t } = texts
  const month = monthName(figures.months.month, texts)
  const lastMonth = monthName(figures.months.lastMonth, texts)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard can push it sideways on narrow screens
    <section aria-label={t('figures.title')} className={styles.scroll} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('figures.now', { month })}</th>
            <th scope="col">{t('figures.before', { lastMonth })}</th>
            <th scope="col">{t('figures.whole', { lastMonth })}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(figures, texts).map(({ before, label, now, whole }) => (
            <tr key={`${label} ${now} ${whole}`}>
              <th scope="row">{label}</th>
              <td className={styles.strong}>{now}</td>
              <td>{before}</td>
              <td>{whole}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
