'use client'

import { getTranslation } from '@payloadcms/translations'
import { SelectInput, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useEffect, useMemo, useRef } from 'react'
import { fieldStyle } from '../shared/fieldStyle'
import { useDesk } from '../shared/useDesk'

/** An option: what is stored, or may be stored instead, and what is shown and searched. */
export type ListedOption = { label: string; otherValue?: string | undefined; value: string }

type Props = TextFieldClientProps & { options: readonly ListedOption[] }

/** A text field with a searchable list of options. */
export const ListedText = ({ field, options, path: pathFromProps, readOnly }: Props) => {
  const {
    customComponents: { AfterInput, BeforeInput, Description, Error: ErrorMessage, Label } = {},
    disabled,
    path,
    setValue,
    showError,
    value,
  } = useField<null | string>({ potentiallyStalePath: pathFromProps })
  const { i18n } = useDesk()
  const placeholder = field.admin?.placeholder
  const listed = useMemo(() => options.map(({ label, value }) => ({ label, value })), [options])
  const shown =
    options.find((each) => value === each.value) ??
    options.find(({ otherValue }) => otherValue && otherValue === value)

  const name = field.label ? getTranslation(field.label, i18n) : field.name
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Payload's select gives its input no name, and lets the keyboard stop at arrow and cross, which are hidden
    // from screen readers and do what the keys do. It draws them only once it is mounted, and again with each value.
    const timer = setTimeout(() => {
      ref.current?.querySelector('input')?.setAttribute('aria-label', String(name))
      for (const each of ref.current?.querySelectorAll('[aria-hidden="true"]') ?? []) {
        each.setAttribute('tabindex', '-1')
      }
    })
    return () => clearTimeout(timer)
  })

  return (
    <div ref={ref} style={{ display: 'contents' }}>
      <SelectInput
        AfterInput={AfterInput}
        BeforeInput={BeforeInput}
        className={field.admin?.className}
        Description={Description}
        description={field.admin?.description}
        Error={ErrorMessage}
        isClearable={!field.required}
        Label={Label}
        label={field.label}
        localized={field.localized}
        name={field.name}
        onChange={(option) => {
          if (readOnly || disabled) return
          const chosen = Array.isArray(option) ? option[0] : option
          setValue(typeof chosen?.value === 'string' ? chosen.value : null)
        }}
        options={listed}
        path={path}
        placeholder={placeholder ? getTranslation(placeholder, i18n) : undefined}
        readOnly={readOnly || disabled}
        required={field.required}
        showError={showError}
        style={fieldStyle(field)}
        value={shown?.value ?? value ?? undefined}
      />
    </div>
  )
}
