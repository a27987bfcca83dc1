import type { CollectionBeforeChangeHook } from 'payload'
import { actorOf } from '../../../src/audit/actor'
import { revokeKeysOf } from '../../../src/keys/apiKeys'

const isOfStaff = ({ isStaff, isSuperuser }: { isStaff?: unknown; isSuperuser?: unknown }) =>
  isStaff === true || isSuperuser === true

/** A client who becomes staff signs in again: sessions of clients last for weeks, and a mail opens them. */
export const endSessionsOfPromoted: CollectionBeforeChangeHook = ({ data, originalDoc }) =>
  originalDoc && !isOfStaff(originalDoc) && isOfStaff(data) ? { ...data, sessions: [] } : data

/** Deactivating an account immediately ends its sessions and Payload’s own API key. */
export const endAccessOfInactive: CollectionBeforeChangeHook = ({ data, originalDoc }) =>
  originalDoc?.isActive && data.isActive === false
    ? { ...data, apiKey: null, apiKeyIndex: null, enableAPIKey: false, sessions: [] }
    : data

/** Deactivating an account revokes its named keys permanently. It needs new ones when it is activated again. */
export const endKeysOfInactive: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  if (originalDoc?.isActive && data.isActive === false) {
    await revokeKeysOf({ actor: actorOf(req), req, userID: String(originalDoc.id) })
  }
  return data
}
