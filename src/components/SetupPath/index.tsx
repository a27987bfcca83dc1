'use client'

import {
  CheckIcon,
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
import './index.css'

/** All steps of a client's setup, with the current one. Any step can be selected. */
export const SetupPath = ({ field, path: pathFromProps, readOnly }: SelectFieldClientProps) => {
  const { i18n, t } = useDesk()
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

  const steps = field.options.map((option) => (typeof option === 'string' ? option : option.value))
  const current = steps.indexOf(value ?? '')
  const locked = Boolean(readOnly || disabled)
  const position = (index: number) => {
    if (index === current) return 'current'
    return index < current ? 'done' : 'ahead'
  }

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
          <ol className="desk-path__steps">
            {steps.map((step, index) => (
              <li
                aria-current={index === current ? 'step' : undefined}
                className={`desk-path__step desk-path__step--${position(index)}`}
                key={step}
              >
                <label className="desk-path__label">
                  <input
                    checked={index === current}
                    className="desk-path__radio"
                    disabled={locked}
                    name={radioName}
                    onChange={() => setValue(step)}
                    type="radio"
                    value={step}
                  />
                  <span aria-hidden className="desk-path__mark">
                    {index < current ? <CheckIcon /> : index + 1}
                  </span>
                  <span className="desk-path__text">{optionLabel(field.options, step, i18n)}</span>
                  {index <= current && (
                    <span className="desk-sr-only">
                      {t(index === current ? 'desk:stepCurrent' : 'desk:stepDone')}
                    </span>
                  )}
                </label>
              </li>
            ))}
          </ol>
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
