import type { CollectionBeforeOperationHook, Where } from 'payload'
import { clampedLimit } from '../database/lists/pageSize'
import { isWhere } from '../lib/values'
import { refusal } from '../refusals/refusals'
import { isNewestFirst, isOneSearch, searchFilter } from './filter'
import { indexInBackground } from './startSearchLoop'

/** Not a field. In a filter it means all searched fields. */
const SEARCH = 'search'

/** Payload's search box asks for the same text in each of these. The first one covers the others. */
export const searchedFields = [
  SEARCH,
  'customerName',
  'customerPhone',
  'summary',
  'transcript',
  'serviceName',
  'outcome',
]

const searchedText = (condition: unknown): string | undefined => {
  const { like, ...others }: { like?: unknown } = Object(condition)
  return typeof like === 'string' && Object.keys(others).length === 0 ? like : undefined
}

const textOfBox = (conditions: readonly Where[]): string | undefined => {
  const text = searchedText(conditions[0]?.[SEARCH])
  const isBox =
    conditions.length === searchedFields.length &&
    searchedFields.every((field, index) => searchedText(conditions[index]?.[field]) === text)
  return isBox ? text : undefined
}

const replaceIn = (where: Where): Where => {
  const { [SEARCH]: search, ...others } = where
  const rest = Object.fromEntries(
    Object.entries(others).map(([key, value]) => {
      if (!Array.isArray(value)) return [key, value]
      const text = key.toLowerCase() === 'or' ? textOfBox(value) : undefined
      if (text !== undefined) return [key, [searchFilter(text)]]
      return [key, value.map((each) => (isWhere(each) ? replaceIn(each) : each))]
    }),
  )
  const text = searchedText(search)
  // Left unchanged, for Payload to refuse.
  if (text === undefined) return search === undefined ? rest : where
  return Object.keys(rest).length === 0 ? searchFilter(text) : { and: [searchFilter(text), rest] }
}

const mentionsSearch = (where: Where): boolean =>
  SEARCH in where ||
  Object.values(where).some(
    (value) => Array.isArray(value) && value.some((each) => isWhere(each) && mentionsSearch(each)),
  )

const READS = ['count', 'read', 'readDistinct']

const DEEPEST = 10_000

const isTooDeep = (args: object): boolean => {
  const { page }: { page?: unknown } = args
  return Number(page ?? 1) * clampedLimit(Reflect.get(args, 'limit')) > DEEPEST
}

/**
 * A hook that turns `search` in a filter, and the admin's search box, into a search that uses the
 * index. What the index cannot answer newest first and within the depth limit is refused, since a
 * common word would take seconds. The admin's list remembers its sort order, so there the order is
 * dropped instead.
 * @throws `SEARCH_NESTED`, `SEARCH_TOO_DEEP` or `SEARCH_SORT_UNSUPPORTED`
 */
export const searchByIndex: CollectionBeforeOperationHook = ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  if (!('where' in args) || !isWhere(args.where) || !mentionsSearch(args.where)) return
  indexInBackground(req.payload.db.pool)
  const where = replaceIn(args.where)
  const asked = { ...args, where }
  if (overrideAccess || !READS.includes(operation) || mentionsSearch(where)) return asked
  if (operation === 'readDistinct' || !isOneSearch(where)) throw refusal('SEARCH_NESTED')
  if (isTooDeep(args)) throw refusal('SEARCH_TOO_DEEP')
  if (!('sort' in args) || isNewestFirst(args.sort)) return asked
  if (req.payloadAPI !== 'local') throw refusal('SEARCH_SORT_UNSUPPORTED')
  return { ...asked, sort: undefined }
}
