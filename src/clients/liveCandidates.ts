import type { Pool } from 'pg'
import { IS_CLIENT } from '../access/userSQL'
import { IS_REPORTED_CALL, NEWEST_LOOKED_AT } from '../database/lists/countedCalls'
import type { SetupStatus } from './setupStatus'

/** The maximum number of clients returned. The rest follows once these are live. */
const MAX = 50

/** One index lookup for each client that is not live. `$1`: the status “live”. */
const FIND = `
  select id from users
  where ${IS_CLIENT} and setup_status is distinct from $1::enum_users_setup_status
    and exists (
      select 1 from (
        select source, is_test from call_summaries
        where client_id = users.id order by reported_at desc limit ${NEWEST_LOOKED_AT}
      ) newest where ${IS_REPORTED_CALL} and is_test is not true)
  order by id limit ${MAX}`

/** The ids of active clients that are not live although reports arrive. Test calls and imported ones do not count. */
export const findLiveCandidates = async (pool: Pool): Promise<string[]> => {
  const live: SetupStatus = 'live'
  const { rows } = await pool.query<{ id: string }>({ text: FIND, values: [live] })
  return rows.map(({ id }) => id)
}
