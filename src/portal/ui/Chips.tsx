import type { OutcomeColour } from '../../vapi/mapping/mapping'
import styles from './Chips.module.css'
import { Outcome } from './Outcome'

export type Chip = {
  /** Beside the label of an outcome. */
  colour?: null | OutcomeColour | undefined
  /** Shown behind the label. */
  count?: number | string | undefined
  href: string
  isCurrent: boolean
  label: string
}

/** Links that narrow a list, of which one is chosen. @param label says what they choose, for screen readers */
export const Chips = ({ chips, label }: { chips: readonly Chip[]; label: string }) => (
  <nav aria-label={label} className={styles.nav}>
    <ul className={styles.chips}>
      {chips.map(({ colour = null, count, href, isCurrent, label: text }) => (
        <li key={href}>
          <a aria-current={isCurrent ? 'true' : undefined} className={styles.chip} href={href}>
            <Outcome outcome={{ colour, text }} />
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
