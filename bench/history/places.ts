import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { runToEnd } from '../../tests/helpers/runToEnd'
import type { BenchDatabase } from '../ingest/database'
import { fill } from './fill'
import type { Series } from './markdown'
import { applyVariant, VARIANTS } from './variants'

/** One of the databases to measure, with its results. */
export type Place = Series & { url: string }

const migrate = async (url: string): Promise<void> => {
  const { code, output } = await runToEnd({
    args: [...process.execArgv, '--import', 'tsx', 'tests/helpers/migrateTemplate.ts'],
    env: { DATABASE_URL: url, LOG_LEVEL: 'silent', PAYLOAD_SECRET: randomUUID() },
  })
  if (code !== 0) throw new Error(`The database could not be migrated:\n${output}`)
}

/** Runs `work` on a database and then closes all connections to it, so that it can be copied. */
export const visit = async (url: string, work: (sql: pg.Pool) => Promise<void>): Promise<void> => {
  const sql = new pg.Pool({ connectionString: url, max: 1 })
  await work(sql).finally(() => sql.end())
}

const nameOf = (url: string) => new URL(url).pathname.slice(1)

/**
 * Creates a database for each size and variant. Those of one size begin as copies of the same database.
 * @returns the databases, and a function that removes them
 */
export const makePlaces = async (
  database: BenchDatabase,
  sizes: readonly number[],
): Promise<{ places: Place[]; remove: () => Promise<void> }> => {
  const admin = await database.create('history_admin')
  const places: Place[] = []
  for (const rows of sizes) {
    console.log(`filling with ${rows.toLocaleString('en')} calls …`)
    const { url: first } = await database.create(`history_${rows}`)
    await migrate(first)
    await visit(first, (each) => fill(each, rows))
    for (const variant of VARIANTS) {
      const url = new URL(first)
      url.pathname = `/history_${rows}_${variant}`
      await admin.sql.query(`drop database if exists ${nameOf(url.href)} with (force)`)
      await admin.sql.query(
        `create database ${nameOf(url.href)} template ${nameOf(first)} strategy file_copy`,
      )
      await visit(url.href, (each) => applyVariant(each, variant))
      places.push({ cells: [], rows, url: url.href, variant })
    }
    await admin.sql.query(`drop database ${nameOf(first)}`)
  }
  const remove = async () => {
    for (const { url } of places) {
      await admin.sql.query(`drop database if exists ${nameOf(url)} with (force)`)
    }
  }
  return { places, remove }
}
