import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { conditions } from '../../src/server/cli/conditions.mjs'
import { openDataFolder } from '../../src/server/dataFolder'
import { lockFolder } from '../../src/server/folderLock'
import { startPostgres } from '../../src/server/postgres/startPostgres'
import { runToEnd } from './runToEnd'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each worker's PostgreSQL is, and which database to copy there. */
    databases: { servers: string[]; template: string }
  }
}

const root = join(import.meta.dirname, '..', '..')
const maxRunsAtOnce = 20

/** The first folder that no other run uses: its cluster is there already, mostly. */
const takeFolder = async (): Promise<{ folder: string; unlock: () => Promise<void> }> => {
  for (let number = 1; number <= maxRunsAtOnce; number += 1) {
    const folder = await openDataFolder({ path: join(root, '.test', `postgres-${number}`) })
    const unlock = await lockFolder({ folder }).catch(() => undefined)
    if (unlock) return { folder, unlock }
  }
  throw new Error('Too many test runs at once')
}

const hashMigrations = async (): Promise<string> => {
  const folder = join(root, 'src', 'migrations')
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) {
    hash.update(name).update(await readFile(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

const migrate = async ({ url }: { url: string }): Promise<void> => {
  const { code, output } = await runToEnd({
    args: [conditions, '--import', 'tsx', 'tests/helpers/migrateTemplate.ts'],
    env: { DATABASE_URL: url, PAYLOAD_SECRET: randomUUID() },
  })
  if (code !== 0) throw new Error(`The template database could not be migrated:\n${output}`)
}

type Server = { stop: () => Promise<void>; url: string }

/** Starts a PostgreSQL that has the migrated database `template`, and none of an earlier run. */
const startServer = async ({ template }: { template: string }): Promise<Server> => {
  const { folder, unlock } = await takeFolder()
  const start = () => startPostgres({ durable: false, folder, maxConnections: 200 })
  // Not durable: one that was killed in the middle of its work may never start again.
  const postgres = await start().catch(async () => {
    await rm(join(folder, 'postgres'), { force: true, recursive: true })
    return await start()
  })
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'test%'",
  )
  for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`)
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
  if (rowCount === 0) {
    // Renamed when it is whole: a run cut short leaves no half-migrated template.
    await admin.query('CREATE DATABASE test_unfinished')
    await migrate({ url: postgres.url('test_unfinished') })
    await admin.query(`ALTER DATABASE test_unfinished RENAME TO ${template}`)
  }
  await admin.end()
  return {
    stop: async () => {
      await postgres.stop()
      await unlock()
    },
    url: postgres.url('postgres'),
  }
}

/**
 * Vitest's global set-up: a PostgreSQL for each worker. In one for all, the open transaction of one
 * test file would hold back what another's desk says has changed: a snapshot is of all databases.
 */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const template = `template_${await hashMigrations()}`
  const servers = await Promise.all(
    Array.from({ length: project.config.maxWorkers }, () => startServer({ template })),
  )
  project.provide('databases', { servers: servers.map(({ url }) => url), template })
  return async () => {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}
