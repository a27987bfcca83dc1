import { z } from 'zod'
import { type OwnChange, type OwnField, readOwnHistory } from '../../audit/ownHistory'
import { dateFormat } from '../../lib/intlFormats'
import type { MessageKey } from '../../translations/texts'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Empty } from '../ui/Empty'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import { SETTINGS } from './addresses'
import styles from './Settings.module.css'

const PAGE = 25

/** The label of a field, the same as in its form. */
const LABELS = {
  apiKey: 'settings.history.key',
  brand: 'settings.history.brand',
  businessName: 'settings.profile.businessName',
  businessType: 'settings.profile.businessType',
  created: 'settings.history.created',
  currency: 'settings.region.currency',
  email: 'settings.profile.email',
  emailDigest: 'settings.notices.emails',
  emailNotifications: 'settings.notices.emails',
  followUpRule: 'settings.rule.title',
  isActive: 'settings.history.active',
  language: 'settings.region.language',
  name: 'settings.profile.name',
  password: 'settings.history.password',
  phone: 'settings.profile.phone',
  quietFrom: 'settings.notices.quiet',
  quietUntil: 'settings.notices.quiet',
  serviceHours: 'settings.hours.title',
  smsNotifications: 'settings.history.sms',
  timezone: 'settings.region.timezone',
} as const satisfies Record<OwnField, MessageKey>

const Rows = ({ changes, portal }: { changes: readonly OwnChange[]; portal: ClientPortal }) => {
  const { texts, zone } = portal
  const { locale, t } = texts
  const times = dateFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('settings.history.when')}</th>
          <th scope="col">{t('settings.history.what')}</th>
          <th scope="col">{t('settings.history.who')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ at, by, fields, id }) => (
          <tr key={id}>
            <td>
              <time dateTime={at}>{times.format(new Date(at))}</time>
            </td>
            <td>{[...new Set(fields.map((field) => t(LABELS[field])))].join(', ')}</td>
            <td>{t(`settings.history.${by}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was changed in the client's account, when, and by whom in three words. @param before an entry's id */
export const HistoryPage = async ({
  before,
  portal,
}: {
  before: unknown
  portal: ClientPortal
}) => {
  const { client, payload, texts } = portal
  const { t } = texts
  const from = z.uuid().safeParse(before).data ?? null
  const { changes, hasMore } = await readOwnHistory({
    before: from,
    clientID: client.id,
    limit: PAGE,
    pool: payload.db.pool,
  })
  const last = changes.at(-1)
  return (
    <Page
      back={{ href: SETTINGS.top, label: t('settings.title') }}
      current="settings"
      portal={portal}
      title={t('settings.history.title')}
    >
      <p className={styles.intro}>{t('settings.history.intro')}</p>
      {changes.length === 0 ? (
        <Empty icon="clock" title={t('settings.history.empty')} />
      ) : (
        <Section bare>
          <Rows changes={changes} portal={portal} />
        </Section>
      )}
      <div className={styles.pages}>
        {from !== null && <Button href={SETTINGS.history}>{t('settings.history.newest')}</Button>}
        {hasMore && last && (
          <Button href={`${SETTINGS.history}?before=${last.id}`}>
            {t('settings.history.older')}
          </Button>
        )}
      </div>
    </Page>
  )
}
