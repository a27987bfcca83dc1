import type { Portal } from '../portal'
import styles from './Footer.module.css'
import { Form } from './Form'

/** The endpoint that signs out. */
const SIGN_OUT = '/api/v1/portal/sign-out'

const supportOf = ({ supportEmail, supportPhone }: Portal['brand']) => [
  ...(supportEmail ? [{ href: `mailto:${supportEmail}`, text: supportEmail }] : []),
  ...(supportPhone
    ? [{ href: `tel:${supportPhone.replace(/[^\d+]/g, '')}`, text: supportPhone }]
    : []),
]

/** The time zone once, who helps, legal notices, and the way out. */
export const Footer = ({ portal }: { portal: Portal }) => {
  const { brand, client, seeing, texts, zone } = portal
  const { t } = texts
  const support = supportOf(brand)
  return (
    <footer className={styles.footer}>
      {client && <p>{t('shell.footer.zone', { zone: zone.replaceAll('_', ' ') })}</p>}
      <ul className={styles.links}>
        {support.map(({ href, text }) => (
          <li key={href}>
            <span>{t('shell.footer.support')}: </span>
            <a href={href}>
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
        {brand.imprintURL && (
          <li>
            <a href={brand.imprintURL} rel="noopener noreferrer">
              {t('shell.footer.imprint')}
            </a>
          </li>
        )}
        {brand.privacyURL && (
          <li>
            <a href={brand.privacyURL} rel="noopener noreferrer">
              {t('shell.footer.privacy')}
            </a>
          </li>
        )}
      </ul>
      {client && !seeing && (
        <Form action={SIGN_OUT} className={styles.out} portal={portal}>
          <bdi>{client.email}</bdi>
          <button type="submit">{t('shell.footer.signOut')}</button>
        </Form>
      )}
    </footer>
  )
}
