import type { AuditedCollection } from './actions'
import type { Stored } from './diff'

/** The fields that name a document. Never content of a call or the caller, so calls are named by their id. */
const LABELS: Readonly<Record<AuditedCollection, readonly string[]>> = {
  brands: ['name'],
  'call-summaries': ['vapiCallId'],
  groups: ['name'],
  notifications: ['id'],
  'vapi-accounts': ['label'],
  users: ['businessName', 'name', 'email'],
  'webhook-deliveries': ['vapiCallId'],
}

/** A document's name in the history. Null if it has none. */
export const labelOf = (collection: AuditedCollection, document: Stored): null | string => {
  const texts = LABELS[collection].map((field) => document[field])
  return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null
}
