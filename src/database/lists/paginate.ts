import type { FindArgs, PaginatedDocs } from 'payload'
import type { Total } from './countBounded'
import type { Page } from './readPage'

/** Payload's answer to a list that nothing is to be counted of. */
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
 * Payload’s answer with a total of ours.
 * @param hasMore whether documents follow, where that was seen: an estimate never contradicts it
 */
export const paginate = <T>(
  list: PaginatedDocs<T>,
  { totalDocs: total, totalDocsEstimated }: Total,
  hasMore = false,
) => {
  const { docs, limit, page = 1 } = list
  const totalDocs = hasMore ? Math.max(total, page * limit + 1) : total
  const totalPages = Math.max(1, Math.ceil(totalDocs / limit))
  // After an empty page there is nothing, whatever the estimate says.
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
