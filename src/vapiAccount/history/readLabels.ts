import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'

const rowsSchema = z.array(z.object({ id: z.string(), label: z.string() }))

const READ = `select id, ${USER_LABEL_TEXT} as label from users where id = any($1::uuid[])`

/** The display names of these clients; those that are gone have none. */
export const readLabels = async (
  pool: Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await pool.query(READ, [ids])
  return new Map(rowsSchema.parse(rows).map(({ id, label }) => [id, label]))
}
