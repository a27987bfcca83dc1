import styles from './Chips.module.css'

export type Chip = {
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
      {chips.map(({ count, href, isCurrent, label: text }) => (
        <li key={href}>
          <a aria-current={isCurrent ? 'true' : undefined} className={styles.chip} href={href}>
            <bdi>{text}</bdi>
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
