import { CHOICES, choiceOf } from '../../lib/emailChoice'
import { smsProvider } from '../../notify/sms/smsProvider'
import { settings } from '../../settings/settings'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Checkbox, Field, FieldSet } from '../ui/Field'
import { formName } from './addresses'
import { isTicked } from './isTicked'
import styles from './Settings.module.css'
import { SettingsForm } from './SettingsForm'

/** Emails as one choice, text messages, and the hours in which nothing is sent. */
export const NoticesForm = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, texts } = portal
  const { t } = texts
  const state = stateOf(portal, formName('notices'))
  const chosen = state.value('emails', choiceOf(client))
  const canSend = smsProvider(settings()) !== null
  const quiet = (name: 'quietFrom' | 'quietUntil') => ({
    autoFocus: state.firstWrong === name,
    label: t(`settings.notices.${name}`),
    name,
    problem: state.problem(name),
    type: 'time' as const,
    value: state.value(name, client[name]),
  })
  const missing = [
    ...(canSend ? [] : [t('settings.notices.smsNotSetUp')]),
    ...(client.phone ? [] : [t('settings.notices.smsNoPhone')]),
  ].join(' ')
  return (
    <SettingsForm
      done={done}
      name="notices"
      portal={portal}
      save={t('settings.notices.save')}
      state={state}
      title={t('settings.notices.title')}
    >
      <FieldSet label={t('settings.notices.emails')} problem={state.problem('emails')}>
        {CHOICES.map((choice) => (
          <Checkbox
            checked={chosen === choice}
            key={choice}
            label={t(`settings.notices.${choice}`)}
            name="emails"
            type="radio"
            value={choice}
          />
        ))}
      </FieldSet>
      <Checkbox
        checked={isTicked(state, 'sms', client.smsNotifications === true)}
        hint={missing || undefined}
        label={t('settings.notices.sms')}
        name="sms"
      />
      <FieldSet hint={t('settings.notices.quietHint')} label={t('settings.notices.quiet')}>
        <div className={styles.times}>
          <Field {...quiet('quietFrom')} />
          <Field {...quiet('quietUntil')} />
        </div>
      </FieldSet>
    </SettingsForm>
  )
}
