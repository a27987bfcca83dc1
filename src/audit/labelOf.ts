import type { AuditedCollection } from './actions'
import type { Stored } from './diff'

/** Never what was said in a call, nor who called: the call's own id has to do. */
const LABELS: Readonly<Record<AuditedCollection, readonly string[]>> = {
  'call-summaries': ['vapiCallId'],
  groups: ['name'],
  notifications: ['id'],
  users: ['businessName', 'name', 'email'],
  'webhook-deliveries': ['vapiCallId'],
}

/** What to call a document. */
export const labelOf = (collection: AuditedCollection, document: Stored): null | string => {
  const texts = LABELS[collection].map((field) => document[field])
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null
}
