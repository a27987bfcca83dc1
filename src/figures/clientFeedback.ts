import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../access/userSQL'
import { readInTime } from '../database/connection/readInTime'
import { instant } from '../lib/schemas'

/** How many calls are named. */
const MOST_CALLS = 6

// Each from its own index, which only has such calls.
const COUNT = `
  select (select count(*)::int from call_summaries where feedback_state = 'new') as "newFeedback",
    (select count(*)::int from call_summaries where follow_up = 'open') as "openFollowUps"`

const READ_NEWEST = `
  select call.id, call.feedback_at as at, call.feedback_reason as reason, ${USER_LABEL_TEXT} as client
  from call_summaries call join users on users.id = call.client_id
  where call.feedback_state = 'new' order by call.feedback_at desc limit $1::int`

const countsSchema = z.tuple([z.object({ newFeedback: z.number(), openFollowUps: z.number() })])

const newestSchema = z.array(
  z.object({
    at: instant,
    client: z.string(),
    id: z.string(),
    reason: z.enum(['summary', 'outcome', 'caller', 'price', 'other']),
  }),
)

/** What clients reported as wrong and nobody has answered, and what is to do. The lists count the same. */
export type ClientFeedback = z.infer<typeof countsSchema>[0] & {
  newest: z.infer<typeof newestSchema>
}

/** Counts new feedback and open to-dos of all clients, with the newest feedback. */
export const readClientFeedback = ({ pool }: { pool: Pool }): Promise<ClientFeedback> =>
  readInTime(pool, async (read) => {
    const [counts] = countsSchema.parse(await read({ text: COUNT }))
    const rows =
      counts.newFeedback === 0 ? [] : await read({ text: READ_NEWEST, values: [MOST_CALLS] })
    return { ...counts, newest: newestSchema.parse(rows) }
  })
