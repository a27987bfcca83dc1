import { classes } from '../ui/classes'
import { Icon } from '../ui/Icon'
import styles from './CallRow.module.css'
import type { CallLine, Reader } from './callLine'

type Props = { line: CallLine; texts: Pick<Reader['texts'], 't'> }

/** Marks of a call: a sign with its meaning in words for those who do not see it. */
export const CallMarks = ({ line, texts: { t } }: Props) => (
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
