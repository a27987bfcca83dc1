import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { type BulkEntry, recordingDone } from '../audit/log'

type Replays = { entry: BulkEntry; ids: readonly string[]; payload: Payload }

/** Records the replay of these deliveries in the history. */
export const recordReplays = async ({ entry, ids, payload }: Replays): Promise<void> => {
  await payload.db.drizzle.execute(sql`
    with done as (
      select id, vapi_call_id as label, null::jsonb as changes from webhook_deliveries
      where id = any(${sql.param([...ids])}::uuid[])
    ), ${recordingDone(entry)}
    select 1`)
}
