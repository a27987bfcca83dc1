import type { CollectionBeforeChangeHook } from 'payload'
import { endLinks } from '../../../src/accounts/passwordLinks'

/** Ends password links and mails to sign in when the password or the e-mail changes, or the account is deactivated. */
export const endLinksWithPassword: CollectionBeforeChangeHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation !== 'update') return data
  const isMoved = typeof data.email === 'string' && data.email !== originalDoc?.email
  const isEnded = originalDoc?.isActive && data.isActive === false
  if (data.password || isMoved || isEnded) await endLinks(req, String(originalDoc?.id))
  return data
}
