import type { PaginatedDocs } from 'payload'
import type { PayloadListArgs } from './readList'

/** The arguments of a list of calls: Payload's own, with search and cursors. */
export type ListArgs = PayloadListArgs & {
  before?: unknown
  search?: unknown
  updatedSince?: unknown
}

/** Payload's list, with the cursor of the next page. */
export type CallList = PaginatedDocs<object> & {
  /** Pass it as `before`, or as `updatedSince`, to get the next page. Null when there is none. */
  nextCursor: null | string
  /** True if `totalDocs` and `totalPages` are estimates. */
  totalDocsEstimated?: boolean
}
