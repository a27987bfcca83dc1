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

const zoneSchema = z.array(z.object({ id: z.string(), zone: z.string() }))

/** The time zones of clients by id. Clients without one are left out. */
export const readClientZones = async (
  pool: Pool,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await (await readPool(pool)).query({
    name: 'desk_client_zones',
    text: `select id::text, timezone as zone from users
      where id = any($1::uuid[]) and timezone <> ''`,
    values: [ids],
  })
  return new Map(zoneSchema.parse(rows).map(({ id, zone }) => [id, zone]))
}

/** How many clients a search by name finds at most. */
const MOST_FOUND = 8

type FindClients = {
  pool: Pool
  search: string
  /** Whether clients without a name are found too, by their e-mail. */
  withEmails: boolean
}

const foundSchema = z.array(z.object({ email: z.string(), id: z.string(), name: z.string() }))

/**
 * Clients whose display name contains a text, whatever its case. Names that begin with it come first; there are
 * eight at most. An empty text finds the first names of the alphabet.
 */
export const findClients = async ({ pool, search, withEmails }: FindClients) => {
  // No name has one, and PostgreSQL refuses such a text.
  if (search.includes('\0')) return []
  const pattern = search.trim().replace(/[\\%_]/g, '\\$&')
  const { rows } = await (await readPool(pool)).query({
    name: 'desk_find_clients',
    text: `
      select id::text, email, label as name from users
      where label ilike '%' || $1::text || '%' and is_staff is not true and is_superuser is not true
        and ($2::boolean or label !~ '\\S@\\S')
      order by label ilike $1::text || '%' desc, lower(label), id limit ${MOST_FOUND}`,
    values: [pattern, withEmails],
  })
  return foundSchema.parse(rows)
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
