import type { Pool } from 'pg'
import { z } from 'zod'

/** Empties the tables that a cell fills, so that all cells start with the same state. */
export const emptyTables = async (sql: Pool): Promise<void> => {
  await sql.query('truncate webhook_deliveries, call_summaries cascade')
}

const countsSchema = z.object({
  calls: z.coerce.number(),
  deliveries: z.coerce.number(),
  lost: z.coerce.number(),
  summaries: z.coerce.number(),
})

/**
 * Compares the rows with what was acknowledged: each acknowledged id must exist, nothing may exist twice, and
 * each accepted body must be kept.
 * @returns a description of each violation; empty if there are none
 */
export const findViolations = async ({
  accepted,
  acknowledged,
  refused,
  sql,
}: {
  accepted: number
  acknowledged: readonly string[]
  /** Requests without a 2xx answer: their rows may exist or not. */
  refused: number
  sql: Pool
}): Promise<string[]> => {
  const { rows } = await sql.query(
    `select
      (select count(*) from call_summaries) as summaries,
      (select count(distinct (client_id, vapi_call_id)) from call_summaries) as calls,
      (select count(*) from webhook_deliveries) as deliveries,
      (select count(*) from unnest($1::text[]) as acknowledged(id)
        left join call_summaries on vapi_call_id = acknowledged.id
        where call_summaries.id is null) as lost`,
    [acknowledged],
  )
  const { calls, deliveries, lost, summaries } = countsSchema.parse(rows[0])
  const unasked = summaries - acknowledged.length
  return [
    ...(lost > 0 ? [`${lost} acknowledged calls are lost`] : []),
    ...(calls < summaries ? [`${summaries - calls} calls are there twice`] : []),
    ...(unasked > refused ? [`${unasked} calls are there that nobody acknowledged`] : []),
    ...(deliveries < accepted ? [`${accepted - deliveries} accepted bodies are lost`] : []),
    ...(deliveries > accepted + refused ? [`${deliveries - accepted} bodies too many`] : []),
  ]
}
