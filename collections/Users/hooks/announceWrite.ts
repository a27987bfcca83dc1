import type { CollectionBeforeChangeHook } from 'payload'
import { announceDocumentWrite } from '../../../src/database/adapter/userWrites'

/** Tells the database layer that the next write is an edit and not a login. */
export const announceWrite: CollectionBeforeChangeHook = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update') announceDocumentWrite(req, String(originalDoc?.id))
  return data
}
