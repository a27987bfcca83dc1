import type { ReactNode } from 'react'
import styles from './Empty.module.css'
import { Icon, type IconName } from './Icon'

/** Takes the place of a list that has nothing in it, and says what comes here. */
export const Empty = ({
  children,
  icon,
  title,
}: {
  children?: ReactNode
  icon?: IconName
  title: ReactNode
}) => (
  <div className={styles.empty}>
    {icon && <Icon name={icon} />}
    <p className={styles.title}>{title}</p>
    {children}
  </div>
)
