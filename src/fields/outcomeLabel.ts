import { outcomeKey } from '../vapi/followUpRule'
import type { Outcome, OutcomeColour } from '../vapi/mapping/mapping'

/** An outcome as it is shown: its own label and colour, or the text of the agent, which has no colour. */
export type ShownOutcome = { colour: null | OutcomeColour; text: string }

type Known = Pick<Outcome, 'colour' | 'key' | 'label'>

/**
 * The desk's outcome that a stored text names by its key, however it is spelled. Undefined for what is none: a call
 * keeps the text as it came then.
 */
export const outcomeOf = <Each extends Pick<Outcome, 'key'>>(
  outcomes: readonly Each[],
  stored: null | string | undefined,
): Each | undefined => {
  const key = outcomeKey(stored ?? '')
  return key === '' ? undefined : outcomes.find((each) => outcomeKey(each.key) === key)
}

/** How a stored outcome is shown. Null for none. */
export const shownOutcome = (
  outcomes: readonly Known[],
  stored: null | string | undefined,
): null | ShownOutcome => {
  const known = outcomeOf(outcomes, stored)
  if (known) return { colour: known.colour, text: known.label }
  const text = stored?.trim() ?? ''
  return text === '' ? null : { colour: null, text }
}

/** The label of a stored outcome; a text that is none of the desk's, as it came. Empty for none. */
export const outcomeLabel = (
  outcomes: readonly Known[],
  stored: null | string | undefined,
): string => shownOutcome(outcomes, stored)?.text ?? ''
