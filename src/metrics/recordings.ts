import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../database/connection/deadline'

const DATABASE_TIMEOUT_MS = 2_000

const READ = `
  select coalesce((select sum(bytes) from recordings), 0)::float8 as bytes,
    exists (select 1 from recording_room) as "isFull"`

const stateSchema = z.tuple([z.object({ bytes: z.number(), isFull: z.boolean() })])

/** How many bytes of recordings are kept, and whether copying has stopped for want of room. */
export type RecordingsState = z.infer<typeof stateSchema>[0]

/** Reads the state, with a short time-out; null if the database does not respond. */
export const readRecordings = async (pool: Pool): Promise<null | RecordingsState> => {
  try {
    const database = withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS)
    return stateSchema.parse((await database.query({ text: READ, values: [] })).rows)[0]
  } catch {
    return null
  }
}
