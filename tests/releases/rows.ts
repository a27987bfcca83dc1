import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { z } from 'zod'
import { copied, readTables, setSequences } from '../../src/server/move/tables'

/** The rows of each table, as PostgreSQL copies them. */
export const rowsSchema = z.array(z.object({ rows: z.string(), table: z.string() }))
export type Rows = z.infer<typeof rowsSchema>

/** All rows of a database, those first that others refer to. */
export const readRows = async (client: Client): Promise<Rows> => {
  const all: Rows = []
  for (const table of await readTables(client)) {
    const rows = await text(client.query(to(`copy ${copied(table)} to stdout`)))
    all.push({ rows, table: copied(table) })
  }
  return all
}

/** Writes them into a database of the same migrations, in place of what those left there. */
export const writeRows = async (client: Client, all: Rows): Promise<void> => {
  await client.query('begin')
  // Rows are as the release's triggers left them, the history's too, which is only added to otherwise.
  await client.query('set local session_replication_role = replica')
  const names = all.map(({ table }) => table.split(' (')[0])
  await client.query(`truncate ${names.join(', ')}`)
  for (const { rows, table } of all) {
    await pipeline(Readable.from([rows]), client.query(from(`copy ${table} from stdin`)))
  }
  await setSequences(client)
  await client.query('commit')
}
