import type { CollectionBeforeReadHook } from 'payload'

/** Sets `hasVapiToken`, which says whether there is a webhook token without showing it. */
export const markTokenPresence: CollectionBeforeReadHook = ({ doc }) => ({
  ...doc,
  hasVapiToken: Boolean(doc.vapiWebhookTokenIndex),
})
