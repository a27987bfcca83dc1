import type { Pool } from 'pg'
import { NOTE_RETIRED_USE } from './statements'

const QUIET_MS = 60_000
const MAX_KNOWN = 10_000

const notedAt = new Map<string, number>()

/**
 * Notes that a retired token was used, at most once a minute, so that staff see whether the old URL
 * is still set somewhere. Nobody waits for it, and when it fails nothing is lost but the note.
 */
export const noteRetiredUse = (pool: Pool, id: null | string | undefined): void => {
  if (!id) return
  const now = Date.now()
  if (now - (notedAt.get(id) ?? 0) < QUIET_MS) return
  if (notedAt.size >= MAX_KNOWN) notedAt.clear()
  notedAt.set(id, now)
  pool.query({ ...NOTE_RETIRED_USE, values: [id] }).catch(() => notedAt.delete(id))
}
