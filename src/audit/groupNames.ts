import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

const rowsSchema = z.array(z.object({ id: z.string(), name: z.string() }))

/** The names of groups by id. */
export const findGroupNames = async ({
  ids,
  req,
}: {
  ids: readonly string[]
  req: InTransaction
}): Promise<Map<string, string>> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(
    sql`select id::text, name from groups where id::text = any(${sql.param([...ids])}::text[])`,
  )
  return new Map(rowsSchema.parse(rows).map(({ id, name }) => [id, name]))
}
