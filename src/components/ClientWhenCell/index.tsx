import type { DefaultServerCellComponentProps } from 'payload'
import { clientZone } from '../RelationName/names'
import { CellLink } from '../shared/CellLink'
import { WhenText } from '../WhenCell/WhenText'

/** A date and time of something that happened to a client. Hovering shows the client's clock too. */
export const ClientWhenCell = async ({
  cellData,
  collectionSlug,
  link,
  linkURL,
  payload,
  rowData,
}: DefaultServerCellComponentProps) => {
  const client: unknown = rowData.client
  return (
    <CellLink
      cellData={cellData}
      className="desk-cell--oneline"
      collectionSlug={collectionSlug}
      link={link === true}
      {...(linkURL === undefined ? {} : { linkURL })}
      rowData={{ id: rowData.id }}
    >
      <WhenText
        timeZone={typeof client === 'string' ? await clientZone(client, { payload }) : null}
        value={cellData}
      />
    </CellLink>
  )
}
