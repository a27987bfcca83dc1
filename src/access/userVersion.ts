import type { Pool } from 'pg'
import { z } from 'zod'
import { onceBefore } from '../database/connection/deadline'

/** Every authenticated request waits for this. */
const DATABASE_TIMEOUT_MS = 8_000

/** Finds a user by id, or by one of the hashes of its API key. */
export type UserKey = { by: 'apiKeyIndex' | 'id'; values: readonly string[] }

/** `version` changes with every write to a row that the user's document is made of. */
type UserVersion = { id: string; version: string }

// A row's position and the transaction that wrote it. No two versions of a row share both.
const rowsOf = (table: string, rows: string) =>
  `(select string_agg(row_of.ctid || '/' || row_of.xmin, ' ' order by row_of.ctid)
    from ${table} row_of ${rows})`

const ofUser = 'where row_of._parent_id = users.id'
const ofGroups = (column: string) =>
  `join users_rels on users_rels.groups_id = row_of.${column} where users_rels.parent_id = users.id`

const READ_VERSION = `
  select users.id, concat_ws(',', users.ctid::text, users.xmin::text,
    ${rowsOf('users_sessions', ofUser)},
    'hours', ${rowsOf('users_service_hours', ofUser)},
    'relations', ${rowsOf('users_rels', 'where row_of.parent_id = users.id')},
    'groups', ${rowsOf('groups', ofGroups('id'))},
    ${rowsOf('groups_permissions', ofGroups('parent_id'))}) as version
  from users`

/** The statements that read a version. */
export const STATEMENTS = {
  apiKeyIndex: {
    name: 'desk_user_version_by_key',
    text: `${READ_VERSION} where api_key_index = any($1::text[]) limit 1`,
  },
  id: { name: 'desk_user_version', text: `${READ_VERSION} where id = any($1::uuid[]) limit 1` },
} as const satisfies Record<UserKey['by'], { name: string; text: string }>

const rowsSchema = z.array(z.object({ id: z.string(), version: z.string() }))

/** Reads a user's version in one statement. Null if there is no such user. */
export const readUserVersion = async (
  pool: Pool,
  { by, values }: UserKey,
): Promise<null | UserVersion> => {
  const database = onceBefore(pool, Date.now() + DATABASE_TIMEOUT_MS)
  const { rows } = await database.query({ ...STATEMENTS[by], values: [values] })
  return rowsSchema.parse(rows)[0] ?? null
}
