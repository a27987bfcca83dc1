import type { DefaultServerCellComponentProps } from 'payload'
import { clientZone } from '../RelationName/names'
import { ServerCellLink } from '../shared/ServerCellLink'
import { WhenText } from '../WhenCell/WhenText'

/** A date and time of something that happened to a client. Hovering shows the client's clock too. */
export const ClientWhenCell = async (cell: DefaultServerCellComponentProps) => {
  const { cellData, payload, rowData } = cell
  const client: unknown = rowData.client
  return (
    <ServerCellLink cell={cell} className="desk-cell--oneline">
      <WhenText
        timeZone={typeof client === 'string' ? await clientZone(client, { payload }) : null}
        value={cellData}
      />
    </ServerCellLink>
  )
}
