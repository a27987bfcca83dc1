import type { CollectionBeforeChangeHook } from 'payload'
import { actorOf } from '../../../src/audit/actor'
import { revokeKeysOf } from '../../../src/keys/apiKeys'

/** Switching an account off ends its sessions and Payload’s own API key at once. */
export const endAccessOfInactive: CollectionBeforeChangeHook = ({ data, originalDoc }) =>
  originalDoc?.isActive && data.isActive === false
    ? { ...data, apiKey: null, apiKeyIndex: null, enableAPIKey: false, sessions: [] }
    : data

/** Its named keys end for good: switched on again, the account gets new ones. */
export const endKeysOfInactive: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  if (originalDoc?.isActive && data.isActive === false) {
    await revokeKeysOf({ actor: actorOf(req), req, userID: String(originalDoc.id) })
  }
  return data
}
