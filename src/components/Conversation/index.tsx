'use client'

import { FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { readTurns } from '../../vapi/readTurns'
import { EditedNote } from '../EditedNote'
import { Turns } from './Turns'

/** The conversation of a call as a dialogue. Read-only, because it is a record. */
export const Conversation = ({ field, path: pathFromProps }: JSONFieldClientProps) => {
  const { path, value } = useField<unknown>({ potentiallyStalePath: pathFromProps })
  const transcript = useFormFields(([fields]) => fields?.transcript?.value)
  const turns = readTurns(value)
  const fallback = typeof transcript === 'string' && transcript.trim() !== '' ? transcript : null

  return (
    <div
      className="field-type desk-field desk-conversation"
      id={`field-${path.replaceAll('.', '__')}`}
    >
      <FieldLabel as="span" label={field.label} path={path} />
      <Turns transcript={fallback} turns={turns} />
      <EditedNote path={path} />
    </div>
  )
}
