import type { DefaultServerCellComponentProps } from 'payload'
import { oneLine } from '../../mail/templates/clean'
import { callerOf } from '../shared/caller'
import { ServerCellLink } from '../shared/ServerCellLink'
import { CallerLines } from './CallerLines'
import './index.css'

const textOf = (value: unknown): null | string => (typeof value === 'string' ? value : null)

/** Who called, and what the call was about in one line. Rendered on the server, which can read numbers. */
export const CallerCell = (cell: DefaultServerCellComponentProps) => {
  const { customerName, customerPhone, customerPhoneSource, summary } = cell.rowData
  return (
    <ServerCellLink cell={cell} className="desk-lines desk-caller">
      <CallerLines
        caller={callerOf({
          customerName: textOf(customerName),
          customerPhone: textOf(customerPhone),
        })}
        isWithheld={customerPhoneSource === 'withheld'}
        summary={oneLine(textOf(summary) ?? '')}
      />
    </ServerCellLink>
  )
}
