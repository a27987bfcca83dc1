import type { Pool } from 'pg'
import { z } from 'zod'
import { errorCode } from '../../lib/errorCode'

const TAKE = {
  name: 'vapi_take_org',
  text: `
    with taken as (
      update vapi_accounts set org_id = $2 where id = $1::uuid and org_id is null returning org_id)
    select org_id from taken
    union all select org_id from vapi_accounts where id = $1::uuid and org_id is not null`,
}
const rowsSchema = z.array(z.object({ org_id: z.string() }))

const UNIQUE_VIOLATION = '23505'

/**
 * Makes an organisation the account's if it has none yet.
 * @returns whether it is the account's now; false if it is another account's
 * @throws any other database error
 */
export const takeOrg = async (pool: Pool, accountID: string, orgId: string): Promise<boolean> => {
  try {
    const { rows } = await pool.query({ ...TAKE, values: [accountID, orgId] })
    return rowsSchema.parse(rows).some(({ org_id }) => org_id === orgId)
  } catch (error) {
    if (errorCode(error) === UNIQUE_VIOLATION) return false
    throw error
  }
}
