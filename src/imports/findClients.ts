import type { Pool } from 'pg'
import { z } from 'zod'

/** A client whose calls are imported. `isStaff`: an account of staff, which has none. */
export type FoundClient = {
  currency: null | string
  id: string
  isStaff: boolean
  timezone: null | string
}

const rowsSchema = z
  .array(
    z.object({
      currency: z.string().nullable(),
      id: z.string(),
      isStaff: z.boolean(),
      timezone: z.string().nullable(),
    }),
  )
  .max(1)

const FIND = `select id, currency, timezone, coalesce(is_staff or is_superuser, false) as "isStaff"
  from users where id::text = $1 or email = lower($1) limit 1`

/** So many are remembered during an import. */
const MAX_KEPT = 5_000

/** Finds clients by their ids or e-mail addresses, each once. @returns a function; null: there is no such account */
export const clientFinder = (pool: Pool) => {
  const known = new Map<string, FoundClient | null>()
  return async (named: string): Promise<FoundClient | null> => {
    const kept = known.get(named)
    if (kept !== undefined) return kept
    const { rows } = await pool.query(FIND, [named])
    const [found = null] = rowsSchema.parse(rows)
    if (known.size >= MAX_KEPT) known.clear()
    known.set(named, found)
    return found
  }
}
