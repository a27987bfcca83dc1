'use client'

import { FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { formatDuration } from '../../format'
import { readTurns, type Turn } from '../../vapi/readTurns'
import { EditedNote } from '../EditedNote'
import { useDesk } from '../shared/useDesk'
import './index.css'

const At = ({ turn }: { turn: Turn }) => {
  const text = formatDuration(turn.at)
  return text === null ? null : <time className="desk-turn__at">{text}</time>
}

const TurnItem = ({ turn }: { turn: Turn }) => {
  const { t } = useDesk()
  if (turn.role === 'tool') {
    return (
      <li className="desk-turn desk-turn--tool">
        <span dir="auto">{turn.text}</span> <At turn={turn} />
      </li>
    )
  }
  return (
    <li className={`desk-turn desk-turn--${turn.role}`}>
      <div className="desk-turn__head">
        {t(turn.role === 'assistant' ? 'desk:conversationAssistant' : 'desk:conversationCaller')}{' '}
        <At turn={turn} />
      </div>
      <p className="desk-turn__text" dir="auto">
        {turn.text}
      </p>
    </li>
  )
}

/** The conversation of a call as a dialogue. Read-only, because it is a record. */
export const Conversation = ({ field, path: pathFromProps }: JSONFieldClientProps) => {
  const { t } = useDesk()
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
      {turns.length > 0 && (
        <ol className="desk-conversation__turns">
          {turns.map((turn, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns have no id and keep their order
            <TurnItem key={index} turn={turn} />
          ))}
        </ol>
      )}
      {turns.length === 0 && (
        <p className="desk-conversation__hint">
          {t(fallback ? 'desk:conversationFromTranscript' : 'desk:conversationEmpty')}
        </p>
      )}
      {turns.length === 0 && fallback && (
        <pre className="desk-conversation__transcript" dir="auto">
          {fallback}
        </pre>
      )}
      <EditedNote path={path} />
    </div>
  )
}
