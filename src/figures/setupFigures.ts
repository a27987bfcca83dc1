import type { Pool } from 'pg'
import { z } from 'zod'
import { IS_CLIENT, USER_LABEL_TEXT } from '../access/userSQL'
import { isSetupStatus, SETUP_STATUSES, type SetupStatus } from '../clients/setupStatus'
import { readInTime } from '../database/connection/readInTime'
import { instant } from '../lib/schemas'

/** How long a client may stay in a status before it counts as stuck. */
const STUCK_DAYS = 3
/** How many stuck clients are listed. */
const MOST_STUCK = 5

const READ_STATUSES = `
  select coalesce(setup_status::text, 'not_started') as status, count(*)::int as clients
  from users where ${IS_CLIENT} group by 1`

const READ_STUCK = `
  select id, ${USER_LABEL_TEXT} as name, setup_status::text as status, setup_status_since as since,
    count(*) over ()::int as stuck
  from users
  where ${IS_CLIENT} and setup_status <> 'live' and setup_status_since < $1::timestamptz
  order by setup_status_since, id limit $2::int`

const READ_NOW = `select now() - make_interval(days => $1::int) as before`

const status = z.custom<SetupStatus>(isSetupStatus)

const statusesSchema = z.array(z.object({ clients: z.number(), status }))

const stuckSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    since: instant,
    status,
    stuck: z.number(),
  }),
)

/** How far the set-up of clients is. */
export type SetupFigures = {
  statuses: { clients: number; status: SetupStatus }[]
  stuck: {
    /** Stuck clients have been in their status since before this instant: `STUCK_DAYS` ago. */
    before: string
    /** Those that have been in their status the longest. */
    clients: { id: string; name: string; since: string; status: SetupStatus }[]
    count: number
  }
}

/** Counts active clients by setup status, and finds those that are stuck and not live yet. */
export const readSetupFigures = ({ pool }: { pool: Pool }): Promise<SetupFigures> =>
  readInTime(pool, async (read) => {
    const [{ before }] = z
      .tuple([z.object({ before: z.date() })])
      .parse(await read({ text: READ_NOW, values: [STUCK_DAYS] }))
    const counts = statusesSchema.parse(await read({ text: READ_STATUSES }))
    const stuck = stuckSchema.parse(await read({ text: READ_STUCK, values: [before, MOST_STUCK] }))
    return {
      statuses: SETUP_STATUSES.map(({ value }) => ({
        clients: counts.find((each) => each.status === value)?.clients ?? 0,
        status: value,
      })),
      stuck: {
        before: before.toISOString(),
        clients: stuck.map(({ id, name, since, status }) => ({ id, name, since, status })),
        count: stuck[0]?.stuck ?? 0,
      },
    }
  })
