'use client'

import { formatDuration } from '../../format'
import type { Turn } from '../../vapi/readTurns'
import { useDesk } from '../shared/useDesk'
import './index.css'

type ItemProps = { isPlayable: boolean; turn: Turn }

/** When it was said. Where there is a recording, a button that plays from there: see `followTurns`. */
const At = ({ isPlayable, turn }: ItemProps) => {
  const { t } = useDesk()
  const text = formatDuration(turn.at)
  if (text === null) return null
  if (!isPlayable) return <time className="desk-turn__at">{text}</time>
  return (
    <button
      aria-label={t('desk:recFrom', { time: text })}
      className="desk-turn__at desk-turn__from"
      data-from={turn.at}
      type="button"
    >
      {text}
    </button>
  )
}

const TurnItem = (props: ItemProps) => {
  const { isPlayable, turn } = props
  const { t } = useDesk()
  const from = isPlayable && formatDuration(turn.at) !== null ? turn.at : undefined
  if (turn.role === 'tool') {
    return (
      <li className="desk-turn desk-turn--tool" data-from={from}>
        <span dir="auto">{turn.text}</span> <At {...props} />
      </li>
    )
  }
  return (
    <li className={`desk-turn desk-turn--${turn.role}`} data-from={from}>
      <div className="desk-turn__head">
        {t(turn.role === 'assistant' ? 'desk:conversationAssistant' : 'desk:conversationCaller')}{' '}
        <At {...props} />
      </div>
      <p className="desk-turn__text" dir="auto">
        {turn.text}
      </p>
    </li>
  )
}

type Props = {
  /** There is a recording, which plays from where a turn begins. */
  isPlayable?: boolean
  /** Shown where there are no turns; null: there is none. */
  transcript: null | string
  turns: readonly Turn[]
}

/** The turns of a conversation as bubbles; without turns the transcript, or a sentence that there is neither. */
export const Turns = ({ isPlayable = false, transcript, turns }: Props) => {
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
        <TurnItem isPlayable={isPlayable} key={index} turn={turn} />
      ))}
    </ol>
  )
}
