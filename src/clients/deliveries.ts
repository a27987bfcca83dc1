import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { type BulkEntry, recordingDone } from '../audit/log'

type MarkDeliveries = {
  entry: BulkEntry
  ids: readonly string[]
  /** Whether they are seen from now on, or need review again. */
  isSeen: boolean
  payload: Payload
}

/**
 * Marks these deliveries as seen, so that nothing counts them as needing review, or takes the mark back. Only those
 * that need review are changed. One statement that locks rows in the order of their ids.
 * @returns how many were changed
 */
export const markDeliveries = async ({
  entry,
  ids,
  isSeen,
  payload,
}: MarkDeliveries): Promise<number> => {
  const { rows } = await payload.db.drizzle.execute(sql`
    with locked as (
      select id, seen_at from webhook_deliveries
      where id = any(${sql.param([...ids])}::uuid[]) and state = 'needs_review'
        and (seen_at is null) = ${isSeen}::boolean
      order by id for no key update
    ), done as (
      update webhook_deliveries set seen_at = case when ${isSeen}::boolean then now() end
      from locked where webhook_deliveries.id = locked.id
      returning webhook_deliveries.id, vapi_call_id as label,
        jsonb_build_object('seenAt', jsonb_build_array(locked.seen_at, webhook_deliveries.seen_at)) as changes
    ), ${recordingDone(entry)}
    select id from done`)
  return rows.length
}
