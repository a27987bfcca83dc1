'use client'

import { useEffect, useState } from 'react'
import styles from './NewCalls.module.css'

const EVERY_MS = 30_000
const PATIENCE_MS = 10_000
/** After so many failures in a row, the page stops asking. */
const MOST_FAILURES = 3

type Props = {
  /** The newest calls. */
  href: string
  /** Where to ask, with the time since which calls are new. */
  url: string
}

const textIn = (answer: unknown): string => {
  const { text }: { text?: unknown } = Object(answer)
  return typeof text === 'string' ? text : ''
}

/** Says how many calls are new while the page is open and visible. Without scripts it is not there. */
export const NewCalls = ({ href, url }: Props) => {
  const [text, setText] = useState('')

  useEffect(() => {
    let askedAt = Date.now()
    let failures = 0
    let isAsking = false
    const ask = async () => {
      const isDue = Date.now() - askedAt >= EVERY_MS - 1_000
      if (isAsking || !isDue || document.visibilityState !== 'visible') return
      isAsking = true
      askedAt = Date.now()
      try {
        const signal = AbortSignal.timeout(PATIENCE_MS)
        const response = await fetch(url, { cache: 'no-store', credentials: 'same-origin', signal })
        // Signed out, or a time that is too old: asking again does not help.
        if (response.status < 500 && response.status >= 400 && response.status !== 429) stop()
        else if (!response.ok) throw new Error(String(response.status))
        else {
          failures = 0
          setText(textIn(await response.json()))
        }
      } catch {
        failures += 1
        if (failures >= MOST_FAILURES) stop()
      } finally {
        isAsking = false
      }
    }
    const timer = setInterval(ask, EVERY_MS)
    const stop = () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
    document.addEventListener('visibilitychange', ask)
    return stop
  }, [url])

  return (
    <div className={styles.place} role="status">
      {text && (
        <a className={styles.news} href={href}>
          {text}
        </a>
      )}
    </div>
  )
}
