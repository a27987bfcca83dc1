import type { ClientCollectionConfig, Where } from 'payload'
import { mergeListSearchAndWhere } from '../../payload/shared'

type Selected = {
  collectionConfig: ClientCollectionConfig
  ids: readonly (number | string)[]
  search: string | undefined
  /** As the list's selection names it. */
  selectAll: string | undefined
  where: undefined | Where
}

/** The body of a bulk request: which documents it is for. */
export type SelectionBody = { all: true } | { ids: (number | string)[] } | { where: Where }

const isFilter = (where: undefined | Where): where is Where =>
  where !== undefined && Object.keys(where).length > 0

/**
 * What is selected, as the server takes it. “All across pages” is rebuilt from the list's filter and
 * search, because Payload's own `getQueryParams` leaves the search out. The two are nested, not
 * merged: Payload's `combineWhereConstraints` drops an `or` that stands beside an `and`, and the
 * action would reach more documents than the list shows.
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
