import type { PayloadRequest } from 'payload'
import type { AuditAction, AuditedCollection } from './actions'
import { actorOf } from './actor'
import type { Changes } from './changes'
import { type BulkEntry, newHead } from './log'

type Bulk = {
  action: AuditAction
  changes?: Changes | null | undefined
  collection: AuditedCollection
  /** How many documents were selected. */
  count: number
  req: PayloadRequest
}

/** Prepares the entry for a bulk action. It is written with the first batch that changes something. */
export const bulkEntry = ({ action, changes = null, collection, count, req }: Bulk): BulkEntry => ({
  changes,
  head: newHead(actorOf(req), { action, collection }),
  isSingle: count === 1,
})
