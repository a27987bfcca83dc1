import { oneLine } from '../../mail/templates/clean'
import type { Seeing } from '../../seeAs/seeAsClient'
import { textsOfReader } from '../../translations/readerTexts'
import styles from './SeeAsBanner.module.css'

/** Where the form posts to. */
const END = '/api/v1/portal/see-as/end'

const MINUTE_MS = 60_000

/** Isolated, since a name may be written from the right. */
const isolated = (name: string): string => `\u2068${name}\u2069`

type Props = {
  /** The page's request headers. */
  headers: Pick<Headers, 'get'>
  seeing: Seeing
}

/**
 * Says on each page of the portal that it is seen by staff, as whom, and how long, with a button that ends it.
 * In the language of the staff, which need not be the client's.
 */
export const SeeAsBanner = ({ headers, seeing }: Props) => {
  const { client, staff, until } = seeing
  const { language, t } = textsOfReader({
    acceptLanguage: headers.get('accept-language'),
    user: staff,
  })
  const name = oneLine(client.businessName || client.name || client.email, 80)
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / MINUTE_MS))
  return (
    <aside aria-label={t('seeAs.label')} className={styles.banner} lang={language}>
      <p className={styles.text}>
        <strong>{t('seeAs.as', { name: isolated(name) })}</strong> {t('seeAs.readOnly')}{' '}
        <span className={styles.left}>{t('seeAs.left', { minutes })}</span>
      </p>
      <form action={END} method="post">
        <button className={styles.end} type="submit">
          {t('seeAs.end')}
        </button>
      </form>
    </aside>
  )
}
