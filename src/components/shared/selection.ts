import type { ClientCollectionConfig, Where } from 'payload'
import { mergeListSearchAndWhere } from '../../payload/shared'

type Selected = {
  collectionConfig: ClientCollectionConfig
  ids: readonly (number | string)[]
  search: string | undefined
  /** The value from the list's selection. */
  selectAll: string | undefined
  where: undefined | Where
}

/** The part of a bulk request that says which documents it is for. */
export type SelectionBody = { all: true } | { ids: (number | string)[] } | { where: Where }

const isFilter = (where: undefined | Where): where is Where =>
  where !== undefined && Object.keys(where).length > 0

/**
 * The selection as the server expects it. “All across pages” is rebuilt from the list's filter and search,
 * because Payload's own `getQueryParams` omits the search. The two are nested and not merged: Payload's
 * `combineWhereConstraints` drops an `or` next to an `and`, and the action would affect more documents than
 * the list shows.
 */
export const selectionBody = ({
  collectionConfig,
  ids,
  search,
  selectAll,
  where,
}: Selected): SelectionBody => {
  if (selectAll !== 'allAvailable') return { ids: [...ids] }
  const searched = mergeListSearchAndWhere({ collectionConfig, search: search ?? '' })
  const [first, second] = [where, searched].filter(isFilter)
  if (!first) return { all: true }
  return { where: second ? { and: [first, second] } : first }
}
