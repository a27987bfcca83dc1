import type { PayloadRequest } from 'payload'

/** The ID of the session by which a request was authenticated; undefined if it was not by a session. */
export const sessionOf = ({ user }: Pick<PayloadRequest, 'user'>): string | undefined =>
  user && '_sid' in user && typeof user._sid === 'string' ? user._sid : undefined
