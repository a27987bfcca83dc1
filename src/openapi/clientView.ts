import { createLocalReq, type FlattenedField, type Payload, type PayloadRequest } from 'payload'
import type { User } from '../payload-types'

/** A made-up client, to evaluate access functions. */
const CLIENT: User = {
  collection: 'users',
  createdAt: '',
  email: '',
  id: '00000000-0000-7000-8000-000000000000',
  isActive: true,
  isStaff: false,
  isSuperuser: false,
  updatedAt: '',
}

/** A request by the made-up client. */
export const clientRequest = (payload: Payload): Promise<PayloadRequest> =>
  createLocalReq({ user: CLIENT }, payload)

type FieldsOfClient = {
  fields: readonly FlattenedField[]
  operation: 'create' | 'read' | 'update'
  req: PayloadRequest
}

const BY_PAYLOAD = new Set(['createdAt', 'id', 'updatedAt'])

const isWritable = (field: FlattenedField): boolean =>
  !BY_PAYLOAD.has(field.name) && !('virtual' in field && field.virtual)

/**
 * The fields that a client may read, create or update in its own documents, by the access of each
 * field.
 */
export const fieldsOfClient = async ({
  fields,
  operation,
  req,
}: FieldsOfClient): Promise<FlattenedField[]> => {
  const may = await Promise.all(
    fields.map(async (field) => {
      if ('hidden' in field && field.hidden) return false
      if (operation !== 'read' && !isWritable(field)) return false
      const access = 'access' in field ? field.access?.[operation] : undefined
      return !access || (await access({ data: CLIENT, doc: CLIENT, id: CLIENT.id, req }))
    }),
  )
  return fields.filter((_, index) => may[index])
}
