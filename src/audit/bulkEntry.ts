import type { PayloadRequest } from 'payload'
import type { AuditAction, AuditedCollection } from '../database/auditActions'
import type { Changes } from '../database/auditChanges'
import { type BulkEntry, newHead } from '../database/auditLog'
import { actorOf } from './actor'

type Bulk = {
  action: AuditAction
  changes?: Changes | null | undefined
  collection: AuditedCollection
  /** How many were selected. */
  count: number
  req: PayloadRequest
}

/** The entry for a bulk action. It is written with the first batch that does something. */
export const bulkEntry = ({ action, changes = null, collection, count, req }: Bulk): BulkEntry => ({
  changes,
  head: newHead(actorOf(req), { action, collection }),
  isSingle: count === 1,
})
