import type { CollectionBeforeOperationHook, Where } from 'payload'
import { searchFilter } from '../../../src/database/searchFilter'
import { indexMeanwhile } from '../../../src/search/keepSearch'

/** Not a field: in filters it means all that is searched. */
const SEARCH = 'search'

/** What Payload's search box asks for: the same text in each of these. The first covers the others. */
export const searchedFields = [
  SEARCH,
  'customerName',
  'customerPhone',
  'summary',
  'transcript',
  'serviceName',
  'outcome',
]

const isWhere = (value: unknown): value is Where =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
  // Left as it is, for Payload to refuse.
  if (text === undefined) return search === undefined ? rest : where
  return Object.keys(rest).length === 0 ? searchFilter(text) : { and: [searchFilter(text), rest] }
}

const mentionsSearch = (where: Where): boolean =>
  SEARCH in where ||
  Object.values(where).some(
    (value) => Array.isArray(value) && value.some((each) => isWhere(each) && mentionsSearch(each)),
  )

/** Turns `search` in a filter, and the search box of the admin, into the search that has an index. */
export const searchByIndex: CollectionBeforeOperationHook = ({ args, req }) => {
  if (!('where' in args) || !isWhere(args.where) || !mentionsSearch(args.where)) return
  indexMeanwhile(req.payload.db.pool)
  return { ...args, where: replaceIn(args.where) }
}
