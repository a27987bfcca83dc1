import type { GlobalBeforeOperationHook } from 'payload'
import { type GlobalTable, lockGlobalRow } from '../../src/database/connection/locks'
import { executeAccess } from '../../src/payload/operations'

/**
 * Locks the row of a global before Payload reads it, so that of concurrent changes the history shows each from what it
 * replaced. Without access nothing is locked, and Payload refuses the operation.
 */
export const lockGlobal =
  (table: GlobalTable): GlobalBeforeOperationHook =>
  async ({ global: { access }, operation, overrideAccess, req }) => {
    if (operation !== 'update') return
    const asked = { disableErrors: true, req }
    if (overrideAccess || (await executeAccess(asked, access.update))) {
      await lockGlobalRow(req, table)
    }
  }
