import type { CollectionBeforeReadHook } from 'payload'

/** Tells readers whether there is a webhook token, without the token. */
export const markTokenPresence: CollectionBeforeReadHook = ({ doc }) => ({
  ...doc,
  hasVapiToken: Boolean(doc.vapiWebhookTokenIndex),
})
