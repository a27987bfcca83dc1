import type { ReactNode } from 'react'
import styles from './Button.module.css'
import { classes } from './classes'
import { Icon, type IconName } from './Icon'

type Look = 'danger' | 'primary' | 'quiet'

type Common = {
  children: ReactNode
  icon?: IconName
  /** `primary` once a page, `quiet` for all others, `danger` for what cannot be undone. */
  look?: Look
  /** As wide as its place. */
  wide?: boolean
}

type AsLink = Common & { download?: boolean; href: string; lang?: string }
type AsSubmit = Common & {
  /** Another endpoint than the form's, for which no field is required. */
  action?: string
  disabled?: boolean
  /** For screen readers, where several buttons of a page say the same. */
  label?: string
  name?: string
  value?: string
}

const classOf = ({ look = 'quiet', wide = false }: Common) =>
  classes(styles.button, styles[look], wide && styles.wide)

/** A link that looks like a button if it has a `href`, otherwise the button that sends its form. */
export const Button = (props: AsLink | AsSubmit) => {
  const { children, icon } = props
  const content = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  )
  if ('href' in props) {
    return (
      <a className={classOf(props)} download={props.download} href={props.href} lang={props.lang}>
        {content}
      </a>
    )
  }
  return (
    <button
      aria-label={props.label}
      className={classOf(props)}
      disabled={props.disabled}
      formAction={props.action}
      formNoValidate={props.action === undefined ? undefined : true}
      name={props.name}
      type="submit"
      value={props.value}
    >
      {content}
    </button>
  )
}
