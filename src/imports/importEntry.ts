import type { PayloadRequest } from 'payload'
import { bulkEntry } from '../audit/bulkEntry'
import type { BulkEntry } from '../audit/log'

/** The entry of the history for documents that an import changes. */
export const importEntry = (
  req: PayloadRequest,
  collection: 'call-summaries' | 'users' | 'webhook-deliveries',
): BulkEntry => bulkEntry({ action: 'imported', collection, count: Number.POSITIVE_INFINITY, req })
