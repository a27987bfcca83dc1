import type { Payload } from 'payload'
import { describeError } from '../lib/describeError'
import type { AuditAction } from './actions'
import { type Actor, newHead, writeOnce } from './log'

const MAX_NOTED = 10_000

// Saves a query each time that a page is opened again.
const noted = new Set<string>()

type Once = {
  action: AuditAction
  actor: Actor
  /** User ids. */
  documents: readonly string[]
  payload: Payload
}

/**
 * Records something that changed nothing, such as that a token was shown, once an hour for each actor and
 * user. It runs outside of any transaction and never makes a request fail.
 */
export const recordOnce = async ({ action, actor, documents, payload }: Once): Promise<void> => {
  const hour = new Date().toISOString().slice(0, 13)
  const entries = documents
    .map((document) => ({ document, key: `${action} ${actor.actor} ${document} ${hour}` }))
    .filter(({ key }) => !noted.has(key))
    .map((entry) => ({ ...entry, head: newHead(actor, { action, collection: 'users' }) }))
  if (entries.length === 0) return
  try {
    await writeOnce(payload.db.pool, entries)
    if (noted.size >= MAX_NOTED) noted.clear()
    for (const { key } of entries) noted.add(key)
  } catch (error) {
    payload.logger.error(`The history lacks an entry (${action}): ${describeError(error)}`)
  }
}
