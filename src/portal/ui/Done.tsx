import type { ReactNode } from 'react'
import { Icon } from './Icon'
import styles from './Notice.module.css'

/** Says at the top of a page what was done. */
export const Done = ({ children }: { children: ReactNode }) => (
  <p className={styles.done} role="status">
    <Icon name="check" />
    <span>{children}</span>
  </p>
)
