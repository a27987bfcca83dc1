import { ShareBar } from '../../charts/ShareBar'
import type { MonthFigures } from '../../figures/monthFigures'
import { numberFormat } from '../../lib/intlFormats'
import type { Texts } from '../../translations/texts'
import styles from './Figures.module.css'

const BAR = { bar: styles.bar ?? '', fill: styles.fill ?? '', rest: styles.rest ?? '' }

/** The most frequent outcomes of this month, as bars, with those of the month before in brackets. */
export const OutcomeList = ({
  outcomes,
  texts: { locale, t },
}: {
  outcomes: MonthFigures['outcomes']
  texts: Texts
}) => {
  const numbers = numberFormat(locale, {})
  const whole = Math.max(1, ...outcomes.map(({ calls }) => calls))
  return (
    <ul className={styles.ranking}>
      {outcomes.map(({ before, calls, outcome }) => (
        <li className={styles.outcome} key={outcome ?? ' none'}>
          <bdi className={styles.name}>{outcome ?? t('figures.noOutcome')}</bdi>
          <span className={styles.count}>
            {numbers.format(calls)} <span className={styles.quiet}>({numbers.format(before)})</span>
          </span>
          <ShareBar classes={BAR} part={calls} whole={whole} />
        </li>
      ))}
    </ul>
  )
}
