import { weekdayName } from '../figures/words'
import type { FormState } from '../forms/formState'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { formName } from './addresses'
import { isTicked } from './isTicked'
import styles from './Settings.module.css'
import { SettingsForm } from './SettingsForm'
import { DAYS, formatHoursForm, hoursInputs, openInput, rangesOf } from './week'

type Week = { portal: ClientPortal; state: FormState; stored: Readonly<Record<string, string>> }
type OfDay = Week & { day: string; dayName: string }

const Time = ({
  label,
  name,
  state,
  value,
}: {
  label: string
  name: string
  state: FormState
  value: string
}) => {
  const isWrong = state.problem(name) !== undefined
  return (
    <input
      aria-describedby={isWrong ? `${name}-problem` : undefined}
      aria-invalid={isWrong ? true : undefined}
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: the first wrong field of a form that was just refused
      autoFocus={state.firstWrong === name}
      defaultValue={value}
      id={name}
      name={name}
      type="time"
    />
  )
}

const Range = ({ day, dayName, portal, range, state, stored }: OfDay & { range: number }) => {
  const { t } = portal.texts
  const names = hoursInputs(day, range)
  const wrong = [names.from, names.to].filter((name) => state.problem(name) !== undefined)
  return (
    <>
      <div className={styles.range}>
        <Time
          label={t('settings.hours.fromOf', { day: dayName, n: range })}
          name={names.from}
          state={state}
          value={state.value(names.from, stored[names.from])}
        />
        <span aria-hidden="true">{t('settings.hours.to')}</span>
        <Time
          label={t('settings.hours.toOf', { day: dayName, n: range })}
          name={names.to}
          state={state}
          value={state.value(names.to, stored[names.to])}
        />
      </div>
      {wrong.map((name) => (
        <p className={styles.wrong} id={`${name}-problem`} key={name}>
          {state.problem(name)}
        </p>
      ))}
    </>
  )
}

const Day = (of: OfDay & { ranges: number }) => {
  const { day, dayName, portal, ranges, state, stored } = of
  const { t } = portal.texts
  const further = Array.from({ length: ranges - 1 }, (_, index) => index + 2)
  const isUsed = further.some((range) => {
    const { from, to } = hoursInputs(day, range)
    return state.value(from, stored[from]) !== '' || state.value(to, stored[to]) !== ''
  })
  return (
    <fieldset className={styles.day}>
      <legend className={styles.dayName}>{dayName}</legend>
      <label className={styles.open}>
        <input
          aria-label={t('settings.hours.openOf', { day: dayName })}
          defaultChecked={isTicked(state, openInput(day), stored[openInput(day)] === 'on')}
          name={openInput(day)}
          type="checkbox"
        />
        <span>{t('settings.hours.open')}</span>
      </label>
      <div>
        <Range {...of} range={1} />
        <details className={styles.second} open={isUsed}>
          <summary>{t('settings.hours.second')}</summary>
          {further.map((range) => (
            <Range key={range} {...of} range={range} />
          ))}
        </details>
      </div>
    </fieldset>
  )
}

/** The opening hours of a week, with a second range for days with a break. */
export const HoursForm = ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { client, texts, zone } = portal
  const { t } = texts
  const hours = client.serviceHours ?? []
  const state = stateOf(portal, formName('hours'))
  const week = { portal, ranges: rangesOf(hours), state, stored: formatHoursForm(hours) }
  return (
    <SettingsForm
      actions={
        <Button name="do" value="copy">
          {t('settings.hours.copy')}
        </Button>
      }
      done={done}
      name="hours"
      portal={portal}
      save={t('settings.hours.save')}
      state={state}
      title={t('settings.hours.title')}
    >
      <p className={styles.intro}>
        {t('settings.hours.intro', { zone: zone.replaceAll('_', ' ') })}
      </p>
      {DAYS.map((day, index) => (
        <Day key={day} {...week} day={day} dayName={weekdayName(index, texts)} />
      ))}
    </SettingsForm>
  )
}
