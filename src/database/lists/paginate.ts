import type { FindArgs, PaginatedDocs } from 'payload'
import type { Total } from './countBounded'
import type { Page } from './readPage'

/** A page in Payload's shape of a list without counting, as for `pagination: false`. */
export const listOf = (
  { docs }: Page,
  { limit = 0, page = 1 }: FindArgs,
): PaginatedDocs<object> => ({
  docs,
  hasNextPage: false,
  hasPrevPage: false,
  limit,
  page,
  pagingCounter: 1,
  totalDocs: docs.length,
  totalPages: 1,
})

/**
 * A list in Payload's shape, with our own total and the fields that follow from it.
 * @param hasMore true if documents are known to follow the page: an estimate never contradicts that
 */
export const paginate = <T>(
  list: PaginatedDocs<T>,
  { totalDocs: total, totalDocsEstimated }: Total,
  hasMore = false,
) => {
  const { docs, limit, page = 1 } = list
  const totalDocs = hasMore ? Math.max(total, page * limit + 1) : total
  const totalPages = Math.max(1, Math.ceil(totalDocs / limit))
  // Nothing follows an empty page, whatever the estimate says.
  const hasNextPage = totalPages > page && docs.length > 0
  return {
    ...list,
    hasNextPage,
    hasPrevPage: page > 1,
    nextPage: hasNextPage ? page + 1 : null,
    pagingCounter: (page - 1) * limit + 1,
    prevPage: page > 1 ? page - 1 : null,
    totalDocs,
    totalDocsEstimated,
    totalPages,
  }
}
