'use client'

import { useField } from '@payloadcms/ui'
import type { SelectFieldClientProps } from 'payload'
import { useId } from 'react'
import { FieldFrame } from '../shared/FieldFrame'
import { optionLabel } from '../shared/optionLabel'
import { useDesk } from '../shared/useDesk'
import { SetupSteps } from './SetupSteps'
import './index.css'

/** All steps of a client's setup, with the current one. Any step can be selected. */
export const SetupPath = ({ field, path, readOnly }: SelectFieldClientProps) => {
  const { i18n } = useDesk()
  const radioName = useId()
  const state = useField<null | string>({ potentiallyStalePath: path })

  const steps = field.options.map((option) => {
    const step = typeof option === 'string' ? option : option.value
    return { label: optionLabel(field.options, step, i18n), value: step }
  })
  const locked = Boolean(readOnly || state.disabled)

  return (
    <FieldFrame className="desk-path" field={field} isLocked={locked} state={state}>
      {(labelID) => (
        <div aria-labelledby={labelID} role="radiogroup">
          <SetupSteps
            current={state.value ?? ''}
            radios={{ locked, name: radioName, onChoose: state.setValue }}
            steps={steps}
          />
        </div>
      )}
    </FieldFrame>
  )
}
