/**
 * The history: who did what, what an edit changed, and which values may be shown.
 * @module
 */

import type { PayloadRequest } from 'payload'
import type { AuditAction, Audited } from './actions'
import { actorOf } from './actor'
import type { Changes } from './changes'
import { newHead, writeEntries } from './log'

type Record = {
  action: AuditAction
  changes?: Changes | null
  collection: Audited
  document?: null | string
  /** The document's name. Never a secret or content of a call. */
  label?: null | string
  req: PayloadRequest
}

/**
 * Records what a request did, in the request's own transaction, so that both are rolled back together. Throws
 * if the entry cannot be written: nothing may happen unrecorded.
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
