'use client'

import { FieldDescription, FieldError, FieldLabel, ReactSelect } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { useId } from 'react'
import { fieldStyle } from '../shared/fieldStyle'
import { useDesk } from '../shared/useDesk'
import './index.css'

export type Choice = { label: string; value: string }

type Props = {
  choices: readonly Choice[]
  description?: string | undefined
  field: Pick<ClientField, 'admin'> & { label?: unknown }
  isLocked: boolean
  isMany?: boolean
  label: string
  onChange: (values: string[]) => void
  path: string
  showError: boolean
  values: readonly string[]
}

const isChoice = (value: unknown): value is { value: string } =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'value') === 'string'

/** Chooses from what an account has, by name or id. An id that is not listed can be typed. */
export const Picker = ({
  choices,
  description,
  field,
  isLocked,
  isMany = false,
  label,
  onChange,
  path,
  showError,
  values,
}: Props) => {
  const { t } = useDesk()
  const inputID = useId()
  const chosen = values.map(
    (value) => choices.find((each) => each.value === value) ?? { label: value, value },
  )
  return (
    <div
      className={`field-type desk-field desk-vpick${showError ? ' error' : ''}`}
      id={`field-${path}`}
      style={fieldStyle(field)}
    >
      <FieldLabel htmlFor={inputID} label={label} path={path} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <ReactSelect
          disabled={isLocked}
          inputId={inputID}
          isClearable
          isCreatable
          isMulti={isMany}
          noOptionsMessage={() => t('desk:vapiPickNone')}
          onChange={(option: unknown) => {
            const all: unknown[] = Array.isArray(option) ? option : [option]
            const typed = all.filter(isChoice).map(({ value }) => value.trim())
            onChange([...new Set(typed.filter((value) => value !== ''))])
          }}
          options={[...choices]}
          placeholder={t('desk:vapiPick')}
          value={isMany ? chosen : chosen[0]}
        />
      </div>
      <FieldDescription description={description} path={path} />
    </div>
  )
}
