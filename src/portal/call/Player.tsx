'use client'

import { useEffect, useRef, useState } from 'react'
import styles from './Recording.module.css'

/** Why a recording does not play, in words. */
export type PlayerReasons = Readonly<
  Record<'agency' | 'again' | 'copying' | 'gone' | 'none', string>
>

const BY_CODE: Readonly<Record<string, keyof PlayerReasons>> = {
  RECORDING_ARCHIVED: 'gone',
  RECORDING_COPYING: 'copying',
  RECORDING_DISCONNECTED: 'agency',
  RECORDING_GONE: 'gone',
  RECORDING_LOST: 'gone',
  RECORDING_NONE: 'none',
  RECORDING_NOT_KEPT: 'none',
  RECORDING_NOT_THEIRS: 'agency',
}

type Props = {
  /** The name of the player. */
  label: string
  reasons: PlayerReasons
  /** The id of the conversation's section. */
  turnsID: string
  url: string
}

/** Plays a recording, and with scripts in step with the conversation. */
export const Player = ({ label, reasons, turnsID, url }: Props) => {
  const audio = useRef<HTMLAudioElement>(null)
  const [problem, setProblem] = useState('')

  useEffect(() => {
    let stop = () => {}
    let isOver = false
    // Only pages with a recording load the rest.
    const follow = async () => {
      const { followTurns } = await import('../../recordings/player/followTurns')
      const turns = document.querySelector(`#${turnsID} ol`)
      if (!isOver && audio.current && turns) stop = followTurns({ audio: audio.current, turns })
    }
    follow().catch(() => undefined)
    return () => {
      isOver = true
      stop()
    }
  }, [turnsID])

  const explain = async () => {
    const { reasonOf } = await import('../../recordings/player/reasonOf')
    setProblem(reasons[BY_CODE[(await reasonOf(url)) ?? ''] ?? 'again'])
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the conversation below says what is heard */}
      <audio
        aria-label={label}
        className={styles.player}
        controls
        onError={() => void explain().catch(() => undefined)}
        onPlaying={() => setProblem('')}
        preload="none"
        ref={audio}
        src={url}
      />
      <p className={styles.problem} role="status">
        {problem}
      </p>
    </>
  )
}
