import type { DefaultServerCellComponentProps } from 'payload'
import { phoneOf } from '../shared/caller'
import { ServerCellLink } from '../shared/ServerCellLink'
import './index.css'

/**
 * A phone number in the groups that people of its country write it in. The gaps between them are no characters, so
 * that the number is copied as E.164.
 */
export const PhoneCell = (cell: DefaultServerCellComponentProps) => {
  const phone = phoneOf(typeof cell.cellData === 'string' ? cell.cellData : null)
  const groups = phone?.text.split(/[^+\d]+/) ?? []
  const shown = phone && groups.join('') === phone.dial ? groups : [phone?.text ?? '—']
  return (
    <ServerCellLink cell={cell} className="desk-cell--oneline desk-phone">
      {shown.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and their order does not change
        <span key={index}>{group}</span>
      ))}
    </ServerCellLink>
  )
}
