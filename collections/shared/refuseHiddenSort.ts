import {
  type CollectionBeforeOperationHook,
  type FlattenedField,
  type Payload,
  QueryError,
} from 'payload'

const relatedFields = (field: FlattenedField, payload: Payload): FlattenedField[] => {
  if (field.type !== 'relationship' || Array.isArray(field.relationTo)) return []
  return payload.collections[field.relationTo].config.flattenedFields
}

const leadsToHidden = (path: string, fields: FlattenedField[], payload: Payload): boolean => {
  const [name, ...rest] = path.split('.')
  const field = fields.find((each) => each.name === name)
  if (!field) return false
  if ('hidden' in field && field.hidden) return true
  return rest.length > 0 && leadsToHidden(rest.join('.'), relatedFields(field, payload), payload)
}

const pathsOf = (sort: unknown): string[] =>
  (Array.isArray(sort) ? sort : [sort])
    .filter((each): each is string => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .map((each) => each.trim().replace(/^-/, ''))

/**
 * Refuses to sort by a hidden field of a related document, such as `client.hash`. Payload refuses
 * filters on those, and sorts by hidden fields of the collection itself, but lets these through.
 */
export const refuseHiddenSort: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'read' || overrideAccess || !('sort' in args)) return
  const hidden = pathsOf(args.sort).filter((path) =>
    leadsToHidden(path, collection.flattenedFields, req.payload),
  )
  if (hidden.length > 0) throw new QueryError(hidden.map((path) => ({ path })))
}
