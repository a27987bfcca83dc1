import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Field } from '../ui/Field'
import { formName } from './addresses'
import styles from './Settings.module.css'
import { SettingsForm } from './SettingsForm'

const MAX_TEXT = 200

/** Name, business and phone of the client. */
export const ProfileForm = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, texts } = portal
  const { t } = texts
  const state = stateOf(portal, formName('profile'))
  const field = (name: 'businessName' | 'businessType' | 'name' | 'phone') => ({
    autoFocus: state.firstWrong === name,
    label: t(`settings.profile.${name}`),
    maxLength: MAX_TEXT,
    name,
    problem: state.problem(name),
    value: state.value(name, client[name]),
  })
  return (
    <SettingsForm
      done={done}
      name="profile"
      portal={portal}
      save={t('settings.profile.save')}
      state={state}
      title={t('settings.profile.title')}
    >
      <div className={styles.pairs}>
        <Field {...field('businessName')} autoComplete="organization" dir="auto" />
        <Field {...field('businessType')} autoComplete="off" dir="auto" />
        <Field {...field('name')} autoComplete="name" dir="auto" />
        <Field
          {...field('phone')}
          autoComplete="tel"
          dir="ltr"
          hint={t('settings.profile.phoneHint')}
          type="tel"
        />
      </div>
      <p className={styles.intro}>
        {t('settings.profile.email')}: <bdi>{client.email}</bdi>. {t('settings.profile.emailHint')}
      </p>
    </SettingsForm>
  )
}
