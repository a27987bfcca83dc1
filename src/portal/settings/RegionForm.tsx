import { listedZone, ZONE_NAMES } from '../../lib/time/zoneNames'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { type Option, Select } from '../ui/Field'
import { formName } from './addresses'
import { currencyOptions, languageOptions, zoneOptions } from './choices'
import styles from './Settings.module.css'
import { SettingsForm } from './SettingsForm'

/** Language, time zone and currency. */
export const RegionForm = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, texts } = portal
  const { language, t } = texts
  const state = stateOf(portal, formName('region'))
  const stored = {
    currency: client.currency,
    language: client.language,
    // Node may list the zone under its other name.
    timezone: client.timezone && (listedZone(client.timezone, ZONE_NAMES) ?? client.timezone),
  }
  const select = (name: keyof typeof stored, options: readonly Option[]) => {
    const value = state.value(name, stored[name])
    const none = { label: t('settings.region.none'), value: '' }
    return (
      <Select
        autoFocus={state.firstWrong === name}
        hint={t(`settings.region.${name}Hint`)}
        label={t(`settings.region.${name}`)}
        name={name}
        options={value === '' ? [none, ...options] : options}
        problem={state.problem(name)}
        value={value}
      />
    )
  }
  return (
    <SettingsForm
      done={done}
      name="region"
      portal={portal}
      save={t('settings.region.save')}
      state={state}
    >
      <div className={styles.pairs}>
        {select('language', languageOptions(language))}
        {select('currency', currencyOptions(language))}
      </div>
      {select('timezone', zoneOptions(language))}
    </SettingsForm>
  )
}
