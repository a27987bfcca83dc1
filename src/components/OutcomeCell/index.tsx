import type { DefaultServerCellComponentProps } from 'payload'
import { shownOutcome } from '../../fields/outcomeLabel'
import { outcomesOf } from '../../fields/outcomes'
import { OutcomePill } from '../OutcomePill'
import { ServerCellLink } from '../shared/ServerCellLink'

/** The outcome of a call under the desk's label. */
export const OutcomeCell = async (cell: DefaultServerCellComponentProps) => {
  const { cellData, payload } = cell
  const outcome =
    typeof cellData === 'string' ? shownOutcome(await outcomesOf(payload), cellData) : null
  return (
    <ServerCellLink cell={cell} className="desk-lines--short">
      {outcome ? <OutcomePill outcome={outcome} /> : '—'}
    </ServerCellLink>
  )
}
