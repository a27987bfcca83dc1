import { type FlattenedField, type Payload, QueryError, type Where } from 'payload'
import { isWhere } from '../../lib/values'

type Collections = Payload['collections']

/** How many relations a path goes through. */
const relationsOn = (
  [name, ...rest]: readonly string[],
  fields: readonly FlattenedField[],
  collections: Collections,
): number => {
  const field = fields.find((each) => each.name === name)
  if (!field || rest.length === 0) return 0
  if (field.type === 'relationship' && typeof field.relationTo === 'string') {
    const related = collections[field.relationTo].config.flattenedFields
    return 1 + relationsOn(rest, related, collections)
  }
  return 'flattenedFields' in field ? relationsOn(rest, field.flattenedFields, collections) : 0
}

const pathsOf = (where: Where): string[] =>
  Object.entries(where).flatMap(([key, value]) =>
    Array.isArray(value) ? value.flatMap((each) => (isWhere(each) ? pathsOf(each) : [])) : [key],
  )

type FarFilterArgs = {
  collections: Collections
  fields: readonly FlattenedField[]
  where: unknown
}

/**
 * Refuses a filter through two relations, such as `client.groups.name`. Payload does not await its own check
 * of what is behind the second one, so an error of that check would be an unhandled rejection.
 * @throws {QueryError} 400, as Payload does for paths that cannot be queried
 */
export const refuseFarFilter = ({ collections, fields, where }: FarFilterArgs): void => {
  if (!isWhere(where)) return
  const far = pathsOf(where).filter(
    (path) => relationsOn(path.replaceAll('__', '.').split('.'), fields, collections) > 1,
  )
  if (far.length > 0) throw new QueryError(far.map((path) => ({ path })))
}
