import { ShareBar } from '../../charts/ShareBar'
import { orderOutcomes } from '../../fields/orderOutcomes'
import { shownOutcome } from '../../fields/outcomeLabel'
import type { MonthFigures } from '../../figures/monthFigures'
import { numberFormat } from '../../lib/intlFormats'
import type { Texts } from '../../translations/texts'
import type { Outcome as OwnOutcome } from '../../vapi/mapping/mapping'
import { Outcome } from '../ui/Outcome'
import styles from './Figures.module.css'

const BAR = { bar: styles.bar ?? '', fill: styles.fill ?? '', rest: styles.rest ?? '' }

/** The most frequent outcomes of this month, as bars, with those of the month before in brackets. */
export const OutcomeList = ({
  outcomes,
  own,
  texts: { locale, t },
}: {
  outcomes: MonthFigures['outcomes']
  /** The desk's outcomes, which come first. */
  own: readonly OwnOutcome[]
  texts: Texts
}) => {
  const numbers = numberFormat(locale, {})
  const whole = Math.max(1, ...outcomes.map(({ calls }) => calls))
  return (
    <ul className={styles.ranking}>
      {orderOutcomes(own, outcomes).map(({ before, calls, outcome }) => (
        <li className={styles.outcome} key={outcome ?? ' none'}>
          <Outcome
            className={styles.name}
            outcome={shownOutcome(own, outcome) ?? { colour: null, text: t('figures.noOutcome') }}
          />
          <span className={styles.count}>
            {numbers.format(calls)} <span className={styles.quiet}>({numbers.format(before)})</span>
          </span>
          <ShareBar classes={BAR} part={calls} whole={whole} />
        </li>
      ))}
    </ul>
  )
}
