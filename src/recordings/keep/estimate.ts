import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../../database/connection/readInTime'

/** Of a minute as Vapi records it: one channel, 16 kHz, 16 bits. */
const BYTES_PER_SECOND = 32_000

const secondsSchema = z.tuple([z.object({ seconds: z.number() })])

const READ = `
  select coalesce(sum(duration_seconds), 0)::float8 as seconds from call_summaries
  where is_test is not true and reported_at > now() - interval '30 days'
    and ($1::uuid is null or client_id = $1::uuid)`

/**
 * How many bytes a month of recordings takes, by the calls of the last 30 days.
 * @param clientID null: of all clients
 */
export const bytesPerMonth = (pool: Pool, clientID: null | string): Promise<number> =>
  readInTime(pool, async (read) => {
    const [{ seconds }] = secondsSchema.parse(await read({ text: READ, values: [clientID] }))
    return seconds * BYTES_PER_SECOND
  })
