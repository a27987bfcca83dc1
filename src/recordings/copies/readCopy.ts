import type { Pool } from 'pg'
import { z } from 'zod'

const copySchema = z.object({
  /** Whether it can be tried again by hand: as long as its link lives. */
  canRetry: z.boolean(),
  expiresAt: z.date(),
  /** A sentence for staff: why the last attempt failed. */
  problem: z.string().nullable(),
  state: z.enum(['waiting', 'sending', 'done', 'dead']),
})

/** What becomes of the copy of a call's recording. Never its link. */
export type RecordingCopyState = z.infer<typeof copySchema>

const READ = `
  select state, problem, expires_at as "expiresAt",
    state = 'waiting' and attempts > 0 and expires_at > now() as "canRetry"
  from recording_copies where client_id = $1::uuid and vapi_call_id = $2`

type Call = { clientID: string; vapiCallID: string }

/** Reads what becomes of the copy of a call's recording; null if none was to be made, or it ended long ago. */
export const readCopy = async (
  pool: Pool,
  { clientID, vapiCallID }: Call,
): Promise<null | RecordingCopyState> => {
  const { rows } = await pool.query({ text: READ, values: [clientID, vapiCallID] })
  return copySchema.array().parse(rows)[0] ?? null
}

const RETRY = `
  update recording_copies set due_at = now(), attempts = 0, first_tried_at = null, updated_at = now()
  where client_id = $1::uuid and vapi_call_id = $2 and state = 'waiting' and expires_at > now()
  returning id`

/**
 * Tries a copy that waits after a failure again now, with a fresh count of attempts.
 * @returns false if there is none whose link still lives
 */
export const retryCopy = async (pool: Pool, { clientID, vapiCallID }: Call): Promise<boolean> => {
  const { rows } = await pool.query({ text: RETRY, values: [clientID, vapiCallID] })
  return rows.length > 0
}
