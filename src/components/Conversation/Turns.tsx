'use client'

import { formatDuration } from '../../format'
import type { Turn } from '../../vapi/readTurns'
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

type Props = {
  /** Shown where there are no turns; null: there is none. */
  transcript: null | string
  turns: readonly Turn[]
}

/** The turns of a conversation as bubbles; without turns the transcript, or a sentence that there is neither. */
export const Turns = ({ transcript, turns }: Props) => {
  const { t } = useDesk()
  if (turns.length === 0) {
    return (
      <>
        <p className="desk-conversation__hint">
          {t(transcript ? 'desk:conversationFromTranscript' : 'desk:conversationEmpty')}
        </p>
        {transcript && (
          <pre className="desk-conversation__transcript" dir="auto">
            {transcript}
          </pre>
        )}
      </>
    )
  }
  return (
    <ol className="desk-conversation__turns">
      {turns.map((turn, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns have no id and keep their order
        <TurnItem key={index} turn={turn} />
      ))}
    </ol>
  )
}
