import { type CollectionBeforeOperationHook, QueryError, type Where } from 'payload'
import { isStaff } from '../../../src/access/roles'
import { hasUnindexedOwnField, isOwnFieldPath } from '../../../src/fields/filterOwnFields'
import { isObject, isWhere } from '../../../src/lib/values'
import { refusal } from '../../../src/refusals/refusals'
import { conditionsIn } from '../../../src/search/filter'

const isOneClient = (condition: unknown): boolean => {
  if (!isObject(condition)) return false
  const { equals, in: among } = condition
  return (
    (typeof equals === 'string' && equals !== '') || (Array.isArray(among) && among.length === 1)
  )
}

const namesOneClient = (where: Where): boolean =>
  conditionsIn(where).some(({ client }) => isOneClient(client))

const pathsOf = (sort: unknown): string[] =>
  [sort ?? []]
    .flat()
    .flatMap((each) => String(each).split(','))
    .map((each) => each.trim().replace(/^[-+]/, ''))

/**
 * Refuses what would read the calls of all clients: conditions on own fields that no index answers, unless the filter
 * names one client or the reader is one. Own fields cannot be sorted by.
 * @throws {Refusal} `CLIENT_FILTER_MISSING`
 * @throws {QueryError} for a sort, as Payload does for paths that cannot be sorted by
 */
export const boundOwnFields: CollectionBeforeOperationHook = ({ args, overrideAccess, req }) => {
  if (overrideAccess) return
  const sorts = 'sort' in args ? pathsOf(args.sort).filter(isOwnFieldPath) : []
  if (sorts.length > 0) throw new QueryError(sorts.map((path) => ({ path })))
  if (!('where' in args) || !isWhere(args.where) || !isStaff(req.user)) return
  if (!hasUnindexedOwnField(args.where) || namesOneClient(args.where)) return
  // The name of Payload's own error: its list in the admin is then empty. Any other error crashes the page.
  throw Object.assign(refusal('CLIENT_FILTER_MISSING'), { name: 'QueryError' })
}
