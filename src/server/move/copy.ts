import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { StartError } from '../startError'
import { type Contents, copied, readContents, readTables, setSequences, type Table } from './tables'

const MIGRATIONS = 'payload_migrations'

/** Tables that the target's own migrations have filled. */
const FILLED = new Set([MIGRATIONS, 'call_summaries_feed', 'desk', 'field_mapping'])

type Ends = { source: Client; target: Client }

const readMigrations = async (client: Client): Promise<string> => {
  const { rows } = await client.query(`select name from ${MIGRATIONS} order by name`)
  return JSON.stringify(rows)
}

/** @throws {StartError} if a table of the database has rows */
export const refuseNonEmpty = async (target: Client): Promise<void> => {
  for (const table of await readTables(target)) {
    if (FILLED.has(table.name)) continue
    const { rowCount } = await target.query(`select 1 from public."${table.name}" limit 1`)
    if (rowCount === 0) continue
    throw new StartError(
      `The target is not empty: ${table.name} has rows. Nothing was changed. Give it a new database.`,
    )
  }
}

const copyTable = async (table: Table, { source, target }: Ends): Promise<Contents> => {
  // As text, which all versions of PostgreSQL can exchange.
  await pipeline(
    source.query(to(`copy ${copied(table)} to stdout`)),
    target.query(from(`copy ${copied(table)} from stdin`)),
  )
  const [before, after] = [await readContents(source, table), await readContents(target, table)]
  if (before.rows === after.rows && before.sum === after.sum) return after
  throw new StartError(
    `${table.name} did not arrive whole: ${after.rows} rows of ${before.rows}. Nothing was changed.`,
  )
}

type CopyAll = Ends & { onTable: (name: string, rows: string) => void }

/**
 * Copies all rows of one database to another with the same migrations, from one snapshot, and compares
 * them. It uses one transaction on the target, which gets everything or nothing.
 * @throws {StartError} if the target has rows or other migrations, or the copy differs
 */
export const copyAll = async ({ onTable, source, target }: CopyAll): Promise<void> => {
  await source.query('begin isolation level repeatable read read only')
  await target.query('begin')
  try {
    for (const client of [source, target]) {
      // Rows are compared as text.
      await client.query(`set local timezone = 'UTC'`)
      await client.query('set local extra_float_digits = 1')
      await client.query('set local statement_timeout = 0')
      await client.query('set local idle_in_transaction_session_timeout = 0')
    }
    if ((await readMigrations(source)) !== (await readMigrations(target))) {
      throw new StartError(
        'The database here belongs to another version of the desk. Start this desk on it once, stop it, then move.',
      )
    }
    await refuseNonEmpty(target)
    for (const name of FILLED) await target.query(`delete from ${name}`)
    for (const table of await readTables(source)) {
      const { rows } = await copyTable(table, { source, target })
      onTable(table.name, rows)
    }
    await setSequences(target)
    await target.query('commit')
  } catch (error) {
    await target.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await source.query('rollback').catch(() => undefined)
  }
}
