import type { Pool } from 'pg'
import { noteUse, type RetiredTable } from './statements'

const QUIET_MS = 60_000
const MAX_KNOWN = 10_000

const notedAt = new Map<string, number>()

/**
 * Records that a retired token or secret was used, at most once a minute, so that staff see whether the old
 * one is still set somewhere. No request waits for it; if it fails, only this record is lost.
 */
export const noteRetiredUse = (
  pool: Pool,
  id: null | string | undefined,
  table: RetiredTable = 'webhook_retired_tokens',
): void => {
  if (!id) return
  const now = Date.now()
  if (now - (notedAt.get(id) ?? 0) < QUIET_MS) return
  if (notedAt.size >= MAX_KNOWN) notedAt.clear()
  notedAt.set(id, now)
  pool.query({ ...noteUse(table), values: [id] }).catch(() => notedAt.delete(id))
}
