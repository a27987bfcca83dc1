import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { holds } from '../access/holds'
import { keyIn } from '../access/keyFormat'
import { refuseReadOnly } from '../access/readOnly'
import { isActive, isStaff } from '../access/roles'
import { refusal } from '../refusals/refusals'

/** Who writes, and the SQL condition on `call_summaries` for the calls that this person may write about. */
export type Writer = { by: 'client' | 'staff'; isPermitted: SQL }

/**
 * Who a request writes for: clients about their own calls, and staff with `call-summaries.change` about all. Not
 * by API keys, which only read.
 * @param only refuses everybody else
 * @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, READ_ONLY_VIEW, FORBIDDEN
 */
export const writerOf = async (req: PayloadRequest, only?: Writer['by']): Promise<Writer> => {
  const { user } = req
  // A named key signs nobody in for a request that writes.
  const hasKey = isByKey(req) || keyIn(req.headers.get('authorization')) !== null
  if (hasKey) throw refusal('NOT_BY_KEY')
  if (!user) throw refusal('UNAUTHORIZED')
  refuseReadOnly(req)
  const by = isStaff(user) ? 'staff' : 'client'
  if (!isActive(user) || (only && by !== only)) throw refusal('FORBIDDEN')
  if (by === 'client') {
    // Clients do not see test calls.
    return { by, isPermitted: sql`(client_id = ${user.id}::uuid and is_test is not true)` }
  }
  if (!(await holds(req, 'call-summaries.change'))) throw refusal('FORBIDDEN')
  return { by, isPermitted: sql`true` }
}
