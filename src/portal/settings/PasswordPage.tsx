import { MIN_PASSWORD_LENGTH } from '../../accounts/passwordLength'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Form } from '../ui/Form'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import { SETTINGS } from './addresses'
import { doneText } from './doneText'
import styles from './Settings.module.css'

/** A new password, and the way to end the sign-in on all devices. */
export const PasswordPage = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, texts } = portal
  const { t } = texts
  const state = stateOf(portal, 'settings.password')
  const everywhere = stateOf(portal, 'signIn.everywhere')
  return (
    <Page
      back={{ href: SETTINGS.top, label: t('settings.title') }}
      current="settings"
      done={doneText(done, texts)}
      portal={portal}
      title={t('settings.password.title')}
    >
      <Section title={t('settings.password.new')}>
        <Form action="/api/v1/portal/settings/password" portal={portal} state={state}>
          <p className={styles.intro}>{t('settings.password.intro')}</p>
          {/* So that password managers know whose password it is. */}
          <input
            autoComplete="username"
            hidden
            name="email"
            readOnly
            type="email"
            value={client.email}
          />
          <Field
            autoComplete="current-password"
            autoFocus={state.firstWrong === 'presentPassword'}
            hint={t('settings.password.presentHint')}
            label={t('settings.password.present')}
            name="presentPassword"
            problem={state.problem('presentPassword')}
            type="password"
          />
          <Field
            autoComplete="new-password"
            autoFocus={state.firstWrong === 'newPassword'}
            hint={t('settings.password.newHint', { n: MIN_PASSWORD_LENGTH })}
            label={t('settings.password.new')}
            minLength={MIN_PASSWORD_LENGTH}
            name="newPassword"
            problem={state.problem('newPassword')}
            required
            type="password"
          />
          <Button look="primary">{t('settings.password.change')}</Button>
        </Form>
      </Section>
      <Section title={t('settings.password.everywhere')}>
        <Form action="/api/v1/portal/sign-out-everywhere" portal={portal} state={everywhere}>
          <p className={styles.intro}>{t('settings.password.everywhereHint')}</p>
          <Button look="danger">{t('settings.password.everywhere')}</Button>
        </Form>
      </Section>
    </Page>
  )
}
