import type { Access, PayloadRequest } from 'payload'
import { isByKey } from './byKey'
import { holds } from './holds'

/**
 * Superusers and staff with `audit-log.view`, in person: who finds a key shall not read with it what
 * was done since.
 */
export const mayReadHistory = async (req: PayloadRequest): Promise<boolean> =>
  !isByKey(req) && (await holds(req, 'audit-log.view'))

/** The history, for those who may read it. */
export const readHistory: Access = ({ req }) => mayReadHistory(req)
