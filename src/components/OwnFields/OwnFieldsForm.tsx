'use client'

import {
  FieldDescription,
  FieldError,
  FieldLabel,
  RenderCustomComponent,
  useField,
} from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useId } from 'react'
import { formerFields } from '../../fields/shownFields'
import { isObject, ownValue } from '../../lib/values'
import type { OwnField } from '../../vapi/mapping/mapping'
import { EditedNote } from '../EditedNote'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { FieldInput } from './FieldInput'
import './index.css'

type Props = Pick<JSONFieldClientProps, 'field' | 'path'> & {
  fields: readonly OwnField[]
  readOnly: boolean
  /** The client's. */
  timeZone: string
}

type Values = Readonly<Record<string, unknown>>

const withValue = (values: Values, key: string, value: unknown): null | Values => {
  const { [key]: _, ...others } = values
  const next = value === undefined ? others : { ...values, [key]: value }
  return Object.keys(next).length > 0 ? next : null
}

/** Values whose fields the client no longer has: to be read only. */
const Former = ({
  fields,
  timeZone,
  values,
}: Pick<Props, 'fields' | 'timeZone'> & { values: Values }) => {
  const { language, t } = useDesk()
  const words = {
    currency: null,
    locale: language,
    no: t('desk:no'),
    timezone: timeZone,
    yes: t('desk:yes'),
  }
  const former = formerFields({ fields, values, words })
  if (former.length === 0) return null
  return (
    <dl className="desk-own__former">
      {former.map(({ key, value }) => (
        <div key={key}>
          <dt>{t('desk:ownFieldFormer', { key })}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Inputs for the own fields of a call. An empty one means that the call has no value. */
export const OwnFieldsForm = ({
  field,
  fields,
  path: pathFromProps,
  readOnly,
  timeZone,
}: Props) => {
  const { t } = useDesk()
  const id = useId()
  const mayChange = useMayOnField('call-summaries', 'fields', 'update')
  const {
    customComponents: { Description } = {},
    disabled,
    initialValue,
    path,
    setValue,
    showError,
    value,
  } = useField<null | Values>({ potentiallyStalePath: pathFromProps })
  const values: Values = isObject(value) ? value : {}
  return (
    <fieldset
      className="field-type desk-field desk-own"
      disabled={readOnly || disabled || !mayChange}
      id={`field-${path.replaceAll('.', '__')}`}
    >
      <legend>
        <FieldLabel as="span" label={field.label} path={path} />
      </legend>
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
      </div>
      {fields.length === 0 && <p className="desk-own__none">{t('desk:ownFieldsNone')}</p>}
      <div className="desk-own__fields">
        {fields.map((own) => (
          <FieldInput
            field={own}
            id={`${id}-${own.key}`}
            // The inputs keep what is typed; other values of the document begin anew.
            key={`${own.key} ${JSON.stringify(isObject(initialValue) ? initialValue[own.key] : null)}`}
            onChange={(next) => setValue(withValue(values, own.key, next))}
            timeZone={timeZone}
            value={ownValue(values, own.key)}
          />
        ))}
      </div>
      <Former fields={fields} timeZone={timeZone} values={values} />
      <RenderCustomComponent
        CustomComponent={Description}
        Fallback={<FieldDescription description={field.admin?.description} path={path} />}
      />
      <EditedNote path={path} />
    </fieldset>
  )
}
