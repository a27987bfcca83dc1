import type { Pool } from 'pg'
import { z } from 'zod'
import { readClientMapping } from '../stored'

const rowsSchema = z.array(z.object({ field_mapping: z.unknown() }))

/** The labels of a client's own fields, as `fields.<key>`; none for all clients together, which may differ. */
export const fieldLabels = async (
  pool: Pool,
  clientID: null | string,
): Promise<Record<string, string>> => {
  // From the primary: the fields may have been saved just now.
  const { rows } = await pool.query('select field_mapping from users where id = $1::uuid', [
    clientID,
  ])
  const { fields } = readClientMapping(rowsSchema.parse(rows)[0]?.field_mapping)
  return Object.fromEntries(fields.map(({ key, label }) => [`fields.${key}`, label]))
}
