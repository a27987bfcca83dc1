import type { PayloadRequest } from 'payload'
import type { AuditAction, AuditedCollection } from './actions'
import { actorOf } from './actor'
import type { Changes } from './changes'
import { newHead, writeEntries } from './log'

type Record = {
  action: AuditAction
  changes?: Changes | null
  collection: AuditedCollection
  document?: null | string
  /** What people call the document. No secret, and nothing of what was said in a call. */
  label?: null | string
  req: PayloadRequest
}

/**
 * Puts into the history what a request did, in the request's own transaction: rolled back, it never
 * was. Fails when it cannot be written, so that nothing happens unseen.
 */
export const recordAudit = ({
  action,
  changes = null,
  collection,
  document = null,
  label = null,
  req,
}: Record): Promise<void> =>
  writeEntries(req, [
    { ...newHead(actorOf(req), { action, collection }), changes, document, label },
  ])
