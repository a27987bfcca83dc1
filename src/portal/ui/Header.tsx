import type { MessageKey } from '../../translations/texts'
import type { Portal } from '../portal'
import { BrandMark } from './BrandMark'
import styles from './Header.module.css'
import { Icon, type IconName } from './Icon'

/** The pages of the menu. */
const PLACES = {
  calls: { href: '/calls', icon: 'phone', label: 'shell.nav.calls' },
  todo: { href: '/to-do', icon: 'todo', label: 'shell.nav.todo' },
  figures: { href: '/figures', icon: 'chart', label: 'shell.nav.figures' },
  settings: { href: '/settings', icon: 'settings', label: 'shell.nav.settings' },
} as const satisfies Record<string, { href: string; icon: IconName; label: MessageKey }>

export type Place = keyof typeof PLACES

const isPlace = (name: string): name is Place => Object.hasOwn(PLACES, name)

const nameOf = ({ client }: Portal): null | string =>
  client?.businessName?.trim() || client?.name?.trim() || null

type HeaderProps = {
  current?: Place | undefined
  portal: Portal
  todo?: number | undefined
}

/** The menu: at the top of wide pages, at the bottom of phones, within reach of the thumb. */
const Menu = ({ current, portal: { texts }, todo }: HeaderProps) => (
  <nav aria-label={texts.t('shell.nav.label')} className={styles.nav}>
    <ul>
      {Object.keys(PLACES)
        .filter(isPlace)
        .map((place) => {
          const { href, icon, label } = PLACES[place]
          const isTodo = place === 'todo' && todo !== undefined && todo > 0
          return (
            <li key={place}>
              <a aria-current={place === current ? 'page' : undefined} href={href}>
                <Icon name={icon} />
                <span>{texts.t(label)}</span>
                {isTodo && (
                  <span className={styles.count}>
                    <span aria-hidden="true">{todo > 99 ? '99+' : todo}</span>
                    <span className={styles.unseen}>
                      {texts.t('shell.nav.todoCount', { n: todo })}
                    </span>
                  </span>
                )}
              </a>
            </li>
          )
        })}
    </ul>
  </nav>
)

/** The header with the brand, the business and the menu, which only clients have. */
export const Header = ({ current, portal, todo }: HeaderProps) => {
  const business = nameOf(portal)
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <a className={styles.brand} href="/">
          <BrandMark brand={portal.brand} />
        </a>
        {portal.client && <Menu current={current} portal={portal} todo={todo} />}
        {business && (
          <bdi className={styles.business} title={business}>
            {business}
          </bdi>
        )}
      </div>
    </header>
  )
}
