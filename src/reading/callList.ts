import type { PaginatedDocs } from 'payload'
import type { PayloadListArgs } from './readList'

/** What may be asked of a list of calls: what Payload knows, and the cursors. */
export type ListArgs = PayloadListArgs & {
  before?: unknown
  search?: unknown
  updatedSince?: unknown
}

/** Payload's answer, and where to go on. */
export type CallList = PaginatedDocs<object> & {
  /** Pass it as `before`, or as `updatedSince`, to get what comes next. */
  nextCursor: null | string
  /** Whether `totalDocs` and `totalPages` are the planner's estimate. */
  totalDocsEstimated?: boolean
}
