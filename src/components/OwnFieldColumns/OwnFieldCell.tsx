import type { I18n } from '@payloadcms/translations'
import type { DefaultServerCellComponentProps } from 'payload'
import { formatOwnField } from '../../fields/format'
import { ownFieldsOf } from '../../fields/ownFields'
import { knownZone } from '../../lib/time/zone'
import { isObject, ownValue } from '../../lib/values'
import type { DeskKey, DeskTranslations } from '../../translations/keys'
import { clientZone } from '../RelationName/names'
import { relationID } from '../shared/relationID'
import { ServerCellLink } from '../shared/ServerCellLink'
import { placeOfSlot } from './slots'

type Cell = Omit<DefaultServerCellComponentProps, 'i18n'> & {
  i18n: I18n<DeskTranslations, DeskKey>
}

/** The value of one of the call's own fields: the client's field in the place of the column. */
export const OwnFieldCell = async (cell: Cell) => {
  const { field, i18n, payload, rowData } = cell
  const clientID = relationID(rowData.client)
  const known =
    clientID === null ? undefined : (await ownFieldsOf(payload, [clientID])).get(clientID)
  const own = 'name' in field ? known?.[placeOfSlot(field.name)] : undefined
  const { currency }: Record<string, unknown> = rowData
  const text =
    own && clientID && isObject(rowData.fields)
      ? formatOwnField({
          currency: typeof currency === 'string' ? currency : null,
          field: own,
          locale: i18n.language,
          no: i18n.t('desk:no'),
          timezone: knownZone(await clientZone(clientID, { payload })),
          value: ownValue(rowData.fields, own.key),
          yes: i18n.t('desk:yes'),
        })
      : ''
  return (
    <ServerCellLink cell={cell} className="desk-cell--text">
      {text ? (
        <span dir="auto" title={text}>
          {text}
        </span>
      ) : (
        '—'
      )}
    </ServerCellLink>
  )
}
