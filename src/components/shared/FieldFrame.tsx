'use client'

import {
  FieldDescription,
  FieldError,
  FieldLabel,
  RenderCustomComponent,
  type useField,
} from '@payloadcms/ui'
import type { CheckboxFieldClientProps, SelectFieldClientProps } from 'payload'
import { type ReactNode, useId } from 'react'
import { fieldStyle } from './fieldStyle'

type State = Pick<ReturnType<typeof useField>, 'customComponents' | 'path' | 'showError'>

type Props = {
  /** The input, which is named by the element with this id. */
  children: (labelID: string) => ReactNode
  className: string
  field: CheckboxFieldClientProps['field'] | SelectFieldClientProps['field']
  isLocked: boolean
  state: State
}

/** What Payload puts around the input of a field, for inputs of several elements. */
export const FieldFrame = ({ children, className, field, isLocked, state }: Props) => {
  const labelID = useId()
  const { customComponents = {}, path, showError } = state
  const { AfterInput, BeforeInput, Description, Error: ErrorMessage, Label } = customComponents
  return (
    <div
      className={[
        'field-type desk-field',
        className,
        field.admin?.className,
        showError && 'error',
        isLocked && 'read-only',
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
        {children(labelID)}
        {AfterInput}
      </div>
      <RenderCustomComponent
        CustomComponent={Description}
        Fallback={<FieldDescription description={field.admin?.description} path={path} />}
      />
    </div>
  )
}
