import type { ReactNode } from 'react'
import { Icon } from './Icon'
import styles from './Notice.module.css'

/** Says above a form why it was not accepted. */
export const Problem = ({ children }: { children: ReactNode }) => (
  <p className={styles.problem} role="alert">
    <Icon name="warning" />
    <span>{children}</span>
  </p>
)
