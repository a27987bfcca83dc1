import type { ShownOutcome } from '../../fields/outcomeLabel'
import './index.css'

/** An outcome as a pill. Its label says it; the colour only helps to find it. */
export const OutcomePill = ({ outcome: { colour, text } }: { outcome: ShownOutcome }) => (
  <span className={`desk-outcome desk-outcome--${colour ?? 'none'}`} dir="auto" title={text}>
    {text}
  </span>
)

/** The colour of an outcome beside its label. */
export const OutcomeDot = ({ colour }: { colour: NonNullable<ShownOutcome['colour']> }) => (
  <span aria-hidden className={`desk-outcome-dot desk-outcome--${colour}`} />
)
