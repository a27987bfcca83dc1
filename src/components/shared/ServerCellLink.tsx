import type { DefaultServerCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import { CellLink } from './CellLink'

type Props = {
  cell: Pick<
    DefaultServerCellComponentProps,
    'cellData' | 'collectionSlug' | 'link' | 'linkURL' | 'rowData'
  >
  children: ReactNode
  className: string
}

/** `CellLink` for cells that are rendered on the server. The browser gets no more of the row than its id. */
export const ServerCellLink = ({ cell, children, className }: Props) => (
  <CellLink
    cellData={cell.cellData}
    className={className}
    collectionSlug={cell.collectionSlug}
    link={cell.link === true}
    {...(cell.linkURL === undefined ? {} : { linkURL: cell.linkURL })}
    rowData={{ id: cell.rowData.id }}
  >
    {children}
  </CellLink>
)
