import type { ReactNode } from 'react'
import { classes } from './classes'
import styles from './Section.module.css'

type SectionProps = {
  /** Buttons beside the heading. */
  actions?: ReactNode
  children: ReactNode
  /** Without the card around it, such as around a list whose rows reach its edges. */
  bare?: boolean
  id?: string
  /** The heading. */
  title?: ReactNode
}

/** A card of the page, with its heading. */
export const Section = ({ actions, bare = false, children, id, title }: SectionProps) => (
  <section className={styles.section} id={id}>
    {(title || actions) && (
      <div className={styles.head}>
        {title && <h2 className={styles.title}>{title}</h2>}
        {actions}
      </div>
    )}
    <div className={classes(styles.card, bare && styles.bare)}>{children}</div>
  </section>
)
