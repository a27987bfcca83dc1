import type { JSONFieldServerProps } from 'payload'
import { ownFieldsOf } from '../../fields/ownFields'
import { knownZone } from '../../lib/time/zone'
import { clientZone } from '../RelationName/names'
import { relationID } from '../shared/relationID'
import { OwnFieldsForm } from './OwnFieldsForm'

/** The own fields of a call's client, each with an input of its type. */
export const OwnFields = async ({
  clientField,
  data,
  path,
  payload,
  readOnly,
}: JSONFieldServerProps) => {
  const clientID = relationID(data?.client)
  const known = clientID === null ? undefined : await ownFieldsOf(payload, [clientID])
  return (
    <OwnFieldsForm
      field={clientField}
      fields={(clientID && known?.get(clientID)) || []}
      path={path}
      readOnly={readOnly === true}
      timeZone={knownZone(clientID === null ? null : await clientZone(clientID, { payload }))}
    />
  )
}
