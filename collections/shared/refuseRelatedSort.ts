import {
  type CollectionBeforeOperationHook,
  type FlattenedField,
  QueryError,
  type SanitizedConfig,
} from 'payload'
import { refuseFarFilter } from '../../src/database/lists/farFilter'

const IS_RELATION = new Set<string>(['join', 'relationship', 'upload'])

/** Whether the way to what is sorted by leads out of the document. Its id alone gives nothing away. */
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
 * Refuses to sort by a field of a related document, such as `client.email`, and by hidden fields. Payload
 * holds filters on those to the access of the related document, but not sorts: whoever may change a
 * document of theirs could read a stranger's field from where theirs comes in the order.
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

/** Puts both into every collection, also into those that Payload adds by itself. */
export const refuseRelatedSorts = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) {
    hooks.beforeOperation.push(refuseRelatedSort, refuseFarFilters)
  }
  return sanitized
}
