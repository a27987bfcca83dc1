import type { Key } from './useKeys'

type State = { at: null | string; kind: 'active' | 'expired' | 'revoked' }

/** Whether a key works, has expired or was revoked, and since when. */
export const keyState = (
  { expiresAt, revokedAt }: Pick<Key, 'expiresAt' | 'revokedAt'>,
  now: Date,
): State => {
  if (revokedAt !== null) return { at: revokedAt, kind: 'revoked' }
  if (expiresAt !== null && new Date(expiresAt) <= now) return { at: expiresAt, kind: 'expired' }
  return { at: expiresAt, kind: 'active' }
}
