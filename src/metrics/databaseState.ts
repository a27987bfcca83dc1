import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../ingest/deadline'

const PATIENCE_MS = 2_000

const stateSchema = z.tuple([
  z.object({
    needs_review: z.coerce.number(),
    oldest_age: z.coerce.number(),
    review_age: z.coerce.number(),
  }),
])

/** What the database says of the deliveries that it keeps; ages in seconds, 0 when there is none. */
export type DatabaseState = { needsReview: number; oldestAge: number; reviewAge: number }

// Both ends of an index, and as many of its entries as deliveries need review.
const READ_STATE = `
  select review.needs_review,
    coalesce(extract(epoch from now() - review.oldest), 0) as review_age,
    coalesce(extract(epoch from now() - (select min(received_at) from webhook_deliveries)), 0)
      as oldest_age
  from (
    select count(*) as needs_review, min(received_at) as oldest
    from webhook_deliveries where state = 'needs_review'
  ) review`

/** Asks the database, for a moment only: null when it does not answer. */
export const readDatabaseState = async (pool: Pool): Promise<DatabaseState | null> => {
  try {
    const { rows } = await withDeadline(pool, Date.now() + PATIENCE_MS).query({
      text: READ_STATE,
      values: [],
    })
    const [row] = stateSchema.parse(rows)
    return { needsReview: row.needs_review, oldestAge: row.oldest_age, reviewAge: row.review_age }
  } catch {
    return null
  }
}
