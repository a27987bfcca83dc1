import type { CollectionBeforeChangeHook } from 'payload'

/** Switching an account off ends its sessions and its API key at once. */
export const endAccessOfInactive: CollectionBeforeChangeHook = ({ data, originalDoc }) =>
  originalDoc?.isActive && data.isActive === false
    ? { ...data, apiKey: null, apiKeyIndex: null, enableAPIKey: false, sessions: [] }
    : data
