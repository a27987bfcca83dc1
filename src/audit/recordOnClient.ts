import type { PayloadRequest } from 'payload'
import type { AuditAction } from './actions'
import { actorOf } from './actor'
import { newHead, writeUserEntry } from './log'

/** Records what a request does to or for a client, before it is done. */
export const recordOnClient = (
  req: PayloadRequest,
  { action, id }: { action: AuditAction; id: string },
): Promise<void> =>
  writeUserEntry(req, {
    document: id,
    head: newHead(actorOf(req), { action, collection: 'users' }),
  })
