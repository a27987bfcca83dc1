import {
  type CollectionBeforeOperationHook,
  type FlattenedField,
  QueryError,
  type SanitizedConfig,
} from 'payload'
import { refuseFarFilter } from '../../src/database/lists/farFilter'

const IS_RELATION = new Set<string>(['join', 'relationship', 'upload'])

/** Whether the path to sort by leaves the document. The id of a related document reveals nothing. */
const leavesDocument = (
  [name, ...rest]: readonly string[],
  fields: readonly FlattenedField[],
): boolean => {
  const field = fields.find((each) => each.name === name)
  if (!field) return false
  if ('hidden' in field && field.hidden) return true
  if (rest.length === 0) return 'virtual' in field && typeof field.virtual === 'string'
  if (IS_RELATION.has(field.type)) return rest.length > 1 || rest[0] !== 'id'
  return 'flattenedFields' in field && leavesDocument(rest, field.flattenedFields)
}

const pathsOf = (sort: unknown): string[] =>
  (Array.isArray(sort) ? sort : [sort])
    .filter((each): each is string => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .map((each) => each.trim().replace(/^[-+]/, ''))

/**
 * Refuses to sort by a field of a related document, such as `client.email`, and by hidden fields. Payload checks
 * the access to the related document for filters, but not for sorts: users who can change a document of theirs
 * could find out the values of others from its position in the order.
 */
export const refuseRelatedSort: CollectionBeforeOperationHook = ({
  args,
  collection,
  overrideAccess,
}) => {
  if (overrideAccess || !('sort' in args)) return
  const refused = pathsOf(args.sort).filter((path) =>
    leavesDocument(path.split('.'), collection.flattenedFields),
  )
  if (refused.length > 0) throw new QueryError(refused.map((path) => ({ path })))
}

const refuseFarFilters: CollectionBeforeOperationHook = ({
  args,
  collection: { flattenedFields: fields },
  overrideAccess,
  req: {
    payload: { collections },
  },
}) => {
  if (!overrideAccess && 'where' in args)
    refuseFarFilter({ collections, fields, where: args.where })
}

/** Adds both hooks to all collections, including those that Payload adds. */
export const refuseRelatedSorts = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) {
    hooks.beforeOperation.push(refuseRelatedSort, refuseFarFilters)
  }
  return sanitized
}
