import type { CollectionBeforeChangeHook } from 'payload'

/** A new password, or the end of the account’s access, ends the password of the system that it moved in from. */
export const endForeignHash: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const isEnded = originalDoc?.isActive && data.isActive === false
  return data.password || isEnded ? { ...data, foreignHash: null } : data
}
