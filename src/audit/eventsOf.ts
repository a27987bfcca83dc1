import { isDeepStrictEqual } from 'node:util'
import type { AuditAction, AuditedCollection } from './actions'
import type { Changes } from './changes'
import { diff, type Stored } from './diff'

/** One thing that an edit did. */
export type AuditEvent = { action: AuditAction; changes: Changes | null }

const TOKEN = 'vapiWebhookToken'

const secretOf = ({ vapiSender }: Stored): unknown =>
  typeof vapiSender === 'object' && vapiSender !== null
    ? (Reflect.get(vapiSender, 'secret') ?? null)
    : null

const withoutSecret = ({ vapiSender, ...rest }: Stored): Stored => ({
  ...rest,
  vapiSender:
    typeof vapiSender === 'object' && vapiSender !== null
      ? { ...vapiSender, secret: undefined }
      : vapiSender,
})

/** A first token also moves a client from “Not started” to “Token generated”. */
const tokenEvent = (before: Stored, changes: Changes): AuditEvent => {
  const moved = { setupStatus: changes.setupStatus }
  const status = moved.setupStatus
  const isMoved = Array.isArray(status) && status[1] === 'token_generated'
  return {
    action: before.vapiWebhookTokenIndex ? 'token_rotated' : 'token_generated',
    changes: isMoved && status ? { setupStatus: status } : null,
  }
}

/**
 * Splits an edit into events. Changes of credentials get their own action, so that the history can be
 * filtered by it.
 * @param before the stored document; null if it is not known
 * @returns an empty list if nothing changed
 */
export const eventsOf = (
  collection: AuditedCollection,
  before: null | Stored,
  after: Stored,
): AuditEvent[] => {
  if (before === null) return [{ action: 'changed', changes: null }]
  if (collection !== 'users') {
    const changes = diff(collection, before, after)
    return Object.keys(changes).length > 0 ? [{ action: 'changed', changes }] : []
  }
  const changes = diff(collection, withoutSecret(before), withoutSecret(after))
  const events: AuditEvent[] = []
  const { [TOKEN]: token, password, ...others } = changes
  if (token) {
    const event = tokenEvent(before, changes)
    events.push(event)
    if (event.changes) delete others.setupStatus
  }
  if (!isDeepStrictEqual(secretOf(before), secretOf(after))) {
    events.push({ action: 'secret_changed', changes: null })
  }
  if (password) events.push({ action: 'password_changed', changes: null })
  if (Object.keys(others).length > 0) events.push({ action: 'changed', changes: others })
  return events
}
