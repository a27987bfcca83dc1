import type { DefaultServerCellComponentProps } from 'payload'
import { CellLink } from '../shared/CellLink'
import { phoneOf } from '../shared/caller'
import './index.css'

/**
 * A phone number in the groups that people of its country write it in. The gaps between them are no characters, so
 * that the number is copied as E.164.
 */
export const PhoneCell = ({
  cellData,
  collectionSlug,
  link,
  linkURL,
  rowData,
}: DefaultServerCellComponentProps) => {
  const phone = phoneOf(typeof cellData === 'string' ? cellData : null)
  const groups = phone?.text.split(/[^+\d]+/) ?? []
  const shown = phone && groups.join('') === phone.dial ? groups : [phone?.text ?? '—']
  return (
    <CellLink
      cellData={cellData}
      className="desk-cell--oneline desk-phone"
      collectionSlug={collectionSlug}
      link={link === true}
      {...(linkURL === undefined ? {} : { linkURL })}
      rowData={{ id: rowData.id }}
    >
      {shown.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and their order does not change
        <span key={index}>{group}</span>
      ))}
    </CellLink>
  )
}
