import type { DefaultServerCellComponentProps } from 'payload'
import { oneLine } from '../../mail/templates/clean'
import { CellLink } from '../shared/CellLink'
import { callerOf } from '../shared/caller'
import { CallerLines } from './CallerLines'
import './index.css'

const textOf = (value: unknown): null | string => (typeof value === 'string' ? value : null)

/** Who called, and what the call was about in one line. Rendered on the server, which can read numbers. */
export const CallerCell = ({
  cellData,
  collectionSlug,
  link,
  linkURL,
  rowData,
}: DefaultServerCellComponentProps) => {
  const caller = callerOf({
    customerName: textOf(rowData.customerName),
    customerPhone: textOf(rowData.customerPhone),
  })
  return (
    <CellLink
      cellData={cellData}
      className="desk-lines desk-caller"
      collectionSlug={collectionSlug}
      link={link === true}
      {...(linkURL === undefined ? {} : { linkURL })}
      rowData={{ id: rowData.id }}
    >
      <CallerLines
        caller={caller}
        isWithheld={rowData.customerPhoneSource === 'withheld'}
        summary={oneLine(textOf(rowData.summary) ?? '')}
      />
    </CellLink>
  )
}
