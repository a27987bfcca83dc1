import type { ShownOutcome } from '../../fields/outcomeLabel'
import { classes } from './classes'
import styles from './Outcome.module.css'

type Props = {
  /** The look of the place where it stands. */
  className?: string | undefined
  outcome: ShownOutcome
}

/** An outcome by its label, with the desk's colour for it beside it. */
export const Outcome = ({ className, outcome: { colour, text } }: Props) => {
  const look = classes(className, colour && styles.outcome, colour && styles[colour])
  return <bdi className={look || undefined}>{text}</bdi>
}
