import type { Access, PayloadRequest } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'

/**
 * Superusers and staff with `audit-log.view`, but not by an API key: a stolen key must not show what has been
 * done since.
 */
export const mayReadHistory = async (req: PayloadRequest): Promise<boolean> =>
  !isByKey(req) && (await holds(req, 'audit-log.view'))

/** Read access to the history. */
export const readHistory: Access = ({ req }) => mayReadHistory(req)
