import type { Pool } from 'pg'
import { z } from 'zod'
import { NEEDS_REVIEW } from '../clients/needsReview'
import { withDeadline } from '../database/connection/deadline'

const DATABASE_TIMEOUT_MS = 2_000

const stateSchema = z.tuple([
  z.object({
    dead: z.coerce.number(),
    due_age: z.coerce.number(),
    needs_review: z.coerce.number(),
    oldest_age: z.coerce.number(),
    review_age: z.coerce.number(),
    sending: z.coerce.number(),
    waiting: z.coerce.number(),
  }),
])

/** Counts and ages from the database. Ages are in seconds, 0 without such rows. */
export type DatabaseState = {
  /** How long the oldest due notification has been due. */
  dueAge: number
  needsReview: number
  notifications: Record<'dead' | 'sending' | 'waiting', number>
  /** The age of the oldest delivery. */
  oldestAge: number
  /** The age of the oldest delivery that needs review. */
  reviewAge: number
}

// Reads the ends of an index, the row of each delivery that needs review, and an entry of an index for each
// unfinished notification. Finished notifications are never deleted, so they are not counted.
const READ_STATE = `
  select review.needs_review,
    coalesce(extract(epoch from now() - review.oldest), 0) as review_age,
    coalesce(extract(epoch from now() - (select min(received_at) from webhook_deliveries)), 0)
      as oldest_age,
    greatest(coalesce(extract(epoch from now() - open.due_at), 0), 0) as due_age,
    open.dead, open.sending, open.waiting
  from (
    select min(due_at) filter (where state <> 'dead') as due_at,
      count(*) filter (where state = 'dead') as dead,
      count(*) filter (where state = 'sending') as sending,
      count(*) filter (where state = 'waiting') as waiting
    from notifications where state in ('waiting', 'sending', 'dead')
  ) open, (
    select count(*) as needs_review, min(received_at) as oldest
    from webhook_deliveries where ${NEEDS_REVIEW}
  ) review`

/** Reads the state, with a short time-out; null if the database does not respond. */
export const readDatabaseState = async (pool: Pool): Promise<DatabaseState | null> => {
  try {
    const { rows } = await withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS).query({
      text: READ_STATE,
      values: [],
    })
    const [row] = stateSchema.parse(rows)
    const { dead, sending, waiting } = row
    return {
      dueAge: row.due_age,
      needsReview: row.needs_review,
      notifications: { dead, sending, waiting },
      oldestAge: row.oldest_age,
      reviewAge: row.review_age,
    }
  } catch {
    return null
  }
}
