import type { PaginatedDocs } from 'payload'
import type { Total } from './countBounded'

/** Payload’s answer with a total of ours. */
export const paginate = <T>(list: PaginatedDocs<T>, { totalDocs, totalDocsEstimated }: Total) => {
  const { docs, limit, page = 1 } = list
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
