import { Outcome } from '../ui/Outcome'
import { CallMarks } from './CallMarks'
import { CallRow } from './CallRow'
import styles from './CallRow.module.css'
import { callLine, callOutcome, firstFields, type Reader } from './callLine'
import type { ListedCall } from './listedCall'

type Props = { call: ListedCall; href: string; reader: Reader; when?: string | undefined }

/** A call as a row of a list, with its outcome, the first of its own fields and its marks. */
export const ListedRow = ({ call, href, reader, when }: Props) => {
  const line = callLine(call, reader)
  const outcome = callOutcome(call, reader)
  return (
    <CallRow
      href={href}
      line={line}
      marks={<CallMarks fields={firstFields(call, reader)} line={line} texts={reader.texts} />}
      outcome={outcome && <Outcome className={styles.outcome} outcome={outcome} />}
      when={when}
    />
  )
}
