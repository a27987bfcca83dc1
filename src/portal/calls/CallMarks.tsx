import type { ShownField } from '../../fields/shownFields'
import { classes } from '../ui/classes'
import { Icon } from '../ui/Icon'
import styles from './CallRow.module.css'
import type { CallLine, Reader } from './callLine'

type Props = {
  /** The first of the client's own fields. */
  fields: readonly ShownField[]
  line: CallLine
  texts: Pick<Reader['texts'], 't'>
}

/** Own fields of a call, and its marks: a sign with its meaning in words for those who do not see it. */
export const CallMarks = ({ fields, line, texts: { t } }: Props) => (
  <>
    {fields.map(({ key, label, value }) => (
      <span key={key}>
        <bdi>{label}</bdi>: <bdi>{value}</bdi>
      </span>
    ))}
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
