import { outcomesOf } from '../../fields/outcomes'
import { recentOutcomes } from '../../figures/recentOutcomes'
import type { ClientPortal } from '../portal'
import { Icon } from '../ui/Icon'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import { SETTINGS } from './addresses'
import { HoursForm } from './HoursForm'
import { NoticesForm } from './NoticesForm'
import { ProfileForm } from './ProfileForm'
import { RuleForm } from './RuleForm'
import styles from './Settings.module.css'

const LINKS = ['region', 'password', 'keys', 'history'] as const

/** What clients set themselves, each section with its own form. */
export const SettingsPage = async ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, payload, texts } = portal
  const { t } = texts
  const [recent, outcomes] = await Promise.all([
    recentOutcomes({ clientID: client.id, pool: payload.db.pool }),
    outcomesOf(payload),
  ])
  return (
    <Page current="settings" portal={portal} title={t('settings.title')}>
      <ProfileForm done={done} portal={portal} />
      <HoursForm done={done} portal={portal} />
      <NoticesForm done={done} portal={portal} />
      <RuleForm done={done} outcomes={outcomes} portal={portal} recent={recent} />
      <Section bare title={t('settings.more')}>
        <ul className={styles.links}>
          {LINKS.map((name) => (
            <li key={name}>
              <a href={SETTINGS[name]}>
                {t(`settings.link.${name}`)}
                <Icon name="chevron" />
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
