'use client'

import type { ReactNode } from 'react'
import { isObject } from '../../lib/values'
import type { FieldType, OwnField } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { dateParts, dateValue } from './dateParts'

const MAX_TEXT = 500

type Props = {
  field: OwnField
  id: string
  /** Undefined: no value. */
  onChange: (value: unknown) => void
  timeZone: string
  value: unknown
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const numberOf = (typed: string): number | undefined => {
  const number = typed.trim() === '' ? Number.NaN : Number(typed)
  return Number.isFinite(number) ? number : undefined
}

const TextBox = ({ id, onChange, value }: Props) => (
  <input
    className="desk-own__input"
    defaultValue={asText(value)}
    dir="auto"
    id={id}
    maxLength={MAX_TEXT}
    onChange={(event) => onChange(event.target.value.trim() || undefined)}
    type="text"
  />
)

const NumberBox = ({ id, onChange, value }: Props) => (
  <input
    className="desk-own__input"
    defaultValue={asText(value)}
    id={id}
    onChange={(event) => onChange(numberOf(event.target.value))}
    step="any"
    type="number"
  />
)

const MoneyBox = ({ field: { label }, id, onChange, value }: Props) => {
  const { t } = useDesk()
  const { amount, currency }: Record<string, unknown> = isObject(value) ? value : { amount: value }
  const change = (next: { amount?: number | undefined; currency?: null | string }) => {
    const known = { amount: numberOf(asText(amount)), currency: asText(currency) || null, ...next }
    onChange(known.amount === undefined ? undefined : known)
  }
  return (
    <>
      <input
        className="desk-own__input"
        defaultValue={asText(amount)}
        id={id}
        onChange={(event) => change({ amount: numberOf(event.target.value) })}
        step="any"
        type="number"
      />
      <input
        aria-label={t('desk:ownFieldCurrency', { label })}
        className="desk-own__input desk-own__short"
        defaultValue={asText(currency)}
        maxLength={3}
        onChange={(event) => change({ currency: event.target.value.trim().toUpperCase() || null })}
        placeholder="EUR"
        type="text"
      />
    </>
  )
}

const DateBox = ({ field: { label }, id, onChange, timeZone, value }: Props) => {
  const { t } = useDesk()
  const { clock, day } = dateParts(value, timeZone)
  return (
    <>
      <input
        className="desk-own__input"
        defaultValue={day}
        id={id}
        onChange={(event) => onChange(dateValue(event.target.value, clock))}
        type="date"
      />
      <input
        aria-label={t('desk:ownFieldTime', { label })}
        className="desk-own__input desk-own__short"
        defaultValue={clock}
        onChange={(event) => onChange(dateValue(day, event.target.value))}
        type="time"
      />
    </>
  )
}

type Option = { label: string; value: string }

const Options = ({ id, onChange, options, value }: Props & { options: readonly Option[] }) => {
  const { t } = useDesk()
  const isOther = value !== '' && !options.some((option) => option.value === value)
  return (
    <select
      className="desk-own__input"
      defaultValue={asText(value)}
      id={id}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('desk:ownFieldEmpty')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
      {isOther && typeof value === 'string' && (
        <option value={value}>{t('desk:ownFieldOther', { value })}</option>
      )}
    </select>
  )
}

const ChoiceBox = (props: Props) => (
  <Options
    {...props}
    options={props.field.choices.map(({ key, label }) => ({ label, value: key }))}
  />
)

const YesNoBox = ({ onChange, value, ...props }: Props) => {
  const { t } = useDesk()
  return (
    <Options
      {...props}
      onChange={(chosen) => onChange(chosen === undefined ? undefined : chosen === 'true')}
      options={[
        { label: t('desk:yes'), value: 'true' },
        { label: t('desk:no'), value: 'false' },
      ]}
      value={typeof value === 'boolean' ? String(value) : ''}
    />
  )
}

const BOXES = {
  choice: ChoiceBox,
  date: DateBox,
  money: MoneyBox,
  number: NumberBox,
  text: TextBox,
  yes_no: YesNoBox,
} satisfies Record<FieldType, (props: Props) => ReactNode>

/** The input of an own field, by its type. */
export const FieldInput = (props: Props) => {
  const Box = BOXES[props.field.type]
  return (
    <div className="desk-own__field">
      <label className="field-label" dir="auto" htmlFor={props.id}>
        {props.field.label}
      </label>
      <div className="desk-own__inputs">
        <Box {...props} />
      </div>
    </div>
  )
}
