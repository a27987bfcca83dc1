import { classes } from '../ui/classes'
import { Icon } from '../ui/Icon'
import styles from './CallRow.module.css'
import type { CallLine, Reader } from './callLine'

type Part = { key: string; text: string; look?: string | undefined }

const partsOf = ({ duration, outcome, price, service }: CallLine): Part[] => [
  ...(outcome ? [{ key: 'outcome', look: styles.outcome, text: outcome }] : []),
  ...(service ? [{ key: 'service', text: service }] : []),
  ...(price ? [{ key: 'price', look: styles.figure, text: price }] : []),
  ...(duration ? [{ key: 'duration', look: styles.figure, text: duration }] : []),
]

/** Marks of a call: a sign with its meaning in words for those who do not see it. */
const Marks = ({ line, t }: { line: CallLine; t: Reader['texts']['t'] }) => (
  <>
    {line.isMissed && (
      <span className={classes(styles.mark, styles.missed)}>
        <Icon name="missed" />
        {t('calls.mark.missed')}
      </span>
    )}
    {line.due !== null && (
      <span className={classes(styles.mark, styles.todo)}>
        <Icon name="flag" />
        {line.due}
      </span>
    )}
    {line.hasRecording && (
      <span className={styles.mark}>
        <Icon label={t('calls.mark.recording')} name="record" />
      </span>
    )}
  </>
)

type Props = {
  href: string
  line: CallLine
  texts: Pick<Reader['texts'], 't'>
  /** Instead of the time of day, such as the day where rows have no heading. */
  when?: string | undefined
}

/** A call as one link: the whole row is the target. */
export const CallRow = ({ href, line, texts: { t }, when }: Props) => {
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
        {parts.map(({ key, look, text }) => (
          <bdi className={look} key={key}>
            {text}
          </bdi>
        ))}
        <Marks line={line} t={t} />
      </span>
    </a>
  )
}
