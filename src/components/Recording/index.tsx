'use client'

import { useEffect, useRef, useState } from 'react'
import { formatBytes } from '../../format'
import { followTurns } from '../../recordings/player/followTurns'
import { reasonOf } from '../../recordings/player/reasonOf'
import type { RecordingFacts, RecordingState } from '../../recordings/state'
import type { DeskKey } from '../../translations/keys'
import { CopyRecording } from '../CopyRecording'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

const REASONS: Readonly<Record<string, DeskKey>> = {
  RECORDING_ARCHIVED: 'desk:recArchived',
  RECORDING_COPYING: 'desk:recCopying',
  RECORDING_DISCONNECTED: 'desk:recDisconnected',
  RECORDING_GONE: 'desk:recGone',
  RECORDING_LOST: 'desk:recLost',
  RECORDING_NONE: 'desk:recNone',
  RECORDING_NOT_FETCHED: 'desk:recNotFetched',
  RECORDING_NOT_KEPT: 'desk:recNotKept',
  RECORDING_NOT_THEIRS: 'desk:recNotTheirs',
}

const UNPLAYABLE: Readonly<Partial<Record<RecordingState, DeskKey>>> = {
  copying: 'desk:recCopying',
  gone: 'desk:recGone',
  not_kept: 'desk:recNotKept',
}

type PlayerProps = {
  /** The id of what holds the turns. */
  turnsID: string
  url: string
}

const Player = ({ turnsID, url }: PlayerProps) => {
  const { t } = useDesk()
  const audio = useRef<HTMLAudioElement>(null)
  const [problem, setProblem] = useState<DeskKey | null>(null)

  useEffect(() => {
    const turns = document.querySelector(`#${turnsID} ol`)
    return audio.current && turns ? followTurns({ audio: audio.current, turns }) : undefined
  }, [turnsID])

  const explain = async () => {
    const code = await reasonOf(url)
    setProblem(REASONS[code ?? ''] ?? 'desk:recFails')
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the conversation below says what is heard */}
      <audio
        aria-label={t('desk:recTitle')}
        className="desk-recording__player"
        controls
        onError={() => void explain()}
        onPlaying={() => setProblem(null)}
        preload="none"
        ref={audio}
        src={url}
      />
      <p className="desk-recording__problem" role="status">
        {problem && t(problem)}
      </p>
    </>
  )
}

type Props = { id: string; isPlayable: boolean; recording: RecordingFacts; turnsID: string }

/** The recording of a call: a player, and where it is kept; or why it cannot be played. Nothing where there is none. */
export const Recording = ({ id, isPlayable, recording, turnsID }: Props) => {
  const { language, t } = useDesk()
  const { apiURL } = useURLs()
  const { bytes, problem, state, waits } = recording
  const sentence = UNPLAYABLE[state]
  if (!isPlayable && !sentence) return null
  const url = apiURL(`/call-summaries/${id}/recording`)
  return (
    <section className="desk-call__part desk-recording">
      <h2>{t('desk:recTitle')}</h2>
      {isPlayable && <Player turnsID={turnsID} url={url} />}
      <p className="desk-call__quiet">
        {sentence && t(sentence)}
        {state === 'at_vapi' && t('desk:recAtVapi')}
        {state === 'kept' && t('desk:recKept', { size: formatBytes(bytes ?? 0, language) })}
        {problem && ` ${t('desk:recCopyFailed', { problem })}`}
        {isPlayable && (
          <>
            {' '}
            <a href={`${url}?download=true`}>{t('desk:recSave')}</a>
          </>
        )}
      </p>
      {waits !== null && <CopyRecording id={id} problem={waits} />}
    </section>
  )
}
