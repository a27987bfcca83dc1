'use client'

import type { ReactNode } from 'react'
import { classes } from '../ui/classes'
import styles from './CallRow.module.css'
import type { CallLine } from './callLine'

type Part = { key: string; text: string; look?: string | undefined }

const partsOf = ({ duration, price, service }: CallLine): Part[] => [
  ...(service ? [{ key: 'service', text: service }] : []),
  ...(price ? [{ key: 'price', look: styles.figure, text: price }] : []),
  ...(duration ? [{ key: 'duration', look: styles.figure, text: duration }] : []),
]

type Props = {
  href: string
  line: CallLine
  /** Signs of the call, made by the server: their lines are not loaded as scripts. */
  marks: ReactNode
  /** The outcome, made by the server; false without one. */
  outcome: ReactNode
  /** Instead of the time of day, such as the day where rows have no heading. */
  when?: string | undefined
}

/**
 * A call as one link: the whole row is the target. It does nothing in the browser, but as a client component its
 * texts are sent once more, not its whole markup, and the server makes it once instead of twice.
 */
export const CallRow = ({ href, line, marks, outcome, when }: Props) => {
  const parts = partsOf(line)
  return (
    <a className={styles.row} href={href}>
      <span className={styles.top}>
        <bdi
          className={classes(
            styles.caller,
            line.isMissed && styles.missed,
            !line.isKnown && styles.unknown,
          )}
        >
          {line.caller}
        </bdi>
        {line.time && (
          <time className={styles.time} dateTime={line.time.iso}>
            {when ?? line.time.text}
          </time>
        )}
      </span>
      {line.summary && (
        <span className={styles.summary} dir="auto">
          {line.summary}
        </span>
      )}
      <span className={styles.facts}>
        {outcome}
        {parts.map(({ key, look, text }) => (
          <bdi className={look} key={key}>
            {text}
          </bdi>
        ))}
        {marks}
      </span>
    </a>
  )
}
