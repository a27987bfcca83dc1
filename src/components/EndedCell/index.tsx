import { Pill } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'
import { shownOutcome } from '../../fields/outcomeLabel'
import { outcomesOf } from '../../fields/outcomes'
import { ENDED_GROUPS } from '../../vapi/endedReason'
import { OutcomePill } from '../OutcomePill'
import { optionLabel } from '../shared/optionLabel'
import { ServerCellLink } from '../shared/ServerCellLink'
import { TestPill } from '../TestMark'
import { ENDED_PILLS } from './pills'

/** How a call ended and what came of it, and whether it was a test. */
export const EndedCell = async (cell: DefaultServerCellComponentProps) => {
  const { cellData, field, i18n, payload, rowData } = cell
  const { isTest, outcome }: Record<string, unknown> = rowData
  const ended = ENDED_GROUPS.find((group) => group === cellData)
  const options = 'options' in field ? field.options : []
  const shown =
    typeof outcome === 'string' ? shownOutcome(await outcomesOf(payload), outcome) : null
  return (
    <span className="desk-lines desk-lines--short">
      <span>
        <ServerCellLink cell={cell} className="">
          {ended ? (
            <Pill pillStyle={ENDED_PILLS[ended]} size="small">
              {optionLabel(options, ended, i18n)}
            </Pill>
          ) : (
            '—'
          )}
        </ServerCellLink>{' '}
        {isTest === true && <TestPill />}
      </span>
      {shown && (
        <span>
          <OutcomePill outcome={shown} />
        </span>
      )}
    </span>
  )
}
