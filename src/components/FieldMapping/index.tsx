import type { JSONFieldServerComponent } from 'payload'
import { deskMappingOf } from '../../fields/deskMapping'
import { ClientEditor, DeskEditor } from './Editor'

/** The desk's mapping. */
export const DeskFieldMapping: JSONFieldServerComponent = ({ path, readOnly }) => (
  <DeskEditor path={path} readOnly={readOnly} />
)

/** A client's mapping, beside the desk's. */
export const ClientFieldMapping: JSONFieldServerComponent = async ({ path, payload, readOnly }) => (
  <ClientEditor desk={await deskMappingOf(payload)} path={path} readOnly={readOnly} />
)
