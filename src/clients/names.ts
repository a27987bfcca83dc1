import type { Pool } from 'pg'
import { z } from 'zod'
import { readPool } from '../database/connection/replica'

const clientSchema = z.array(z.object({ id: z.string(), label: z.string().nullable() }))

/** The display names of clients by id: the business name, the name or the e-mail. */
export const readClientLabels = async (
  pool: Pool,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await (await readPool(pool)).query({
    name: 'desk_client_labels',
    text: 'select id::text, label from users where id = any($1::uuid[])',
    values: [ids],
  })
  return new Map(clientSchema.parse(rows).map(({ id, label }) => [id, label ?? '']))
}

const callSchema = z.array(
  z.object({ caller: z.string().nullable(), id: z.string(), phone: z.string().nullable() }),
)

/** The callers of calls by call id: the name or the number, or an empty text if both are unknown. */
export const readCallers = async (
  pool: Pool,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await (await readPool(pool)).query({
    name: 'desk_callers',
    text: `select id::text, nullif(btrim(customer_name), '') as caller,
        nullif(btrim(customer_phone), '') as phone
      from call_summaries where id = any($1::uuid[])`,
    values: [ids],
  })
  return new Map(callSchema.parse(rows).map(({ caller, id, phone }) => [id, caller ?? phone ?? '']))
}
