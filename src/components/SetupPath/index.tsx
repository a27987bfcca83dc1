'use client'

import {
  FieldDescription,
  FieldError,
  FieldLabel,
  RenderCustomComponent,
  useField,
} from '@payloadcms/ui'
import type { SelectFieldClientProps } from 'payload'
import { useId } from 'react'
import { fieldStyle } from '../shared/fieldStyle'
import { optionLabel } from '../shared/optionLabel'
import { useDesk } from '../shared/useDesk'
import { SetupSteps } from './SetupSteps'
import './index.css'

/** All steps of a client's setup, with the current one. Any step can be selected. */
export const SetupPath = ({ field, path: pathFromProps, readOnly }: SelectFieldClientProps) => {
  const { i18n } = useDesk()
  const labelID = useId()
  const radioName = useId()
  const {
    customComponents: { AfterInput, BeforeInput, Description, Error: ErrorMessage, Label } = {},
    disabled,
    path,
    setValue,
    showError,
    value,
  } = useField<null | string>({ potentiallyStalePath: pathFromProps })

  const steps = field.options.map((option) => {
    const step = typeof option === 'string' ? option : option.value
    return { label: optionLabel(field.options, step, i18n), value: step }
  })
  const locked = Boolean(readOnly || disabled)

  return (
    <div
      className={[
        'field-type desk-field desk-path',
        field.admin?.className,
        showError && 'error',
        locked && 'read-only',
      ]
        .filter(Boolean)
        .join(' ')}
      id={`field-${path.replaceAll('.', '__')}`}
      style={fieldStyle(field)}
    >
      <div id={labelID}>
        <RenderCustomComponent
          CustomComponent={Label}
          Fallback={
            <FieldLabel
              as="span"
              label={field.label}
              localized={field.localized}
              path={path}
              required={field.required}
            />
          }
        />
      </div>
      <div className="field-type__wrap">
        <RenderCustomComponent
          CustomComponent={ErrorMessage}
          Fallback={<FieldError path={path} showError={showError} />}
        />
        {BeforeInput}
        <div aria-labelledby={labelID} role="radiogroup">
          <SetupSteps
            current={value ?? ''}
            radios={{ locked, name: radioName, onChoose: setValue }}
            steps={steps}
          />
        </div>
        {AfterInput}
      </div>
      <RenderCustomComponent
        CustomComponent={Description}
        Fallback={<FieldDescription description={field.admin?.description} path={path} />}
      />
    </div>
  )
}
