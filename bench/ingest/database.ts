import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Closers } from '../../src/server/closers'
import { openDataFolder } from '../../src/server/dataFolder'
import { lockFolder } from '../../src/server/folderLock'
import { startPostgres } from '../../src/server/postgres/startPostgres'

/** The benchmark's PostgreSQL: the one that comes with the desk, with the same durability as the desk's. */
export type BenchDatabase = {
  /** Creates an empty database for this run. */
  create: (name: string) => Promise<{ sql: pg.Pool; url: string }>
  /** The main process of the server, whose children are all the others. */
  processID: () => number
  version: string
}

/** More than every peer's pool and pgbench's 64 connections together. */
const MAX_CONNECTIONS = 300

/** Drops the databases of earlier runs. */
const dropOthers = async (admin: pg.Client): Promise<void> => {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(bench|history|reads)_'`,
  )
  for (const { datname } of rows)
    await admin.query(`drop database if exists "${datname}" with (force)`)
}

/** Starts PostgreSQL on a separate folder, which only one benchmark at a time may use. */
export const openDatabase = async ({
  closers,
  folder,
}: {
  closers: Closers
  folder: string
}): Promise<BenchDatabase> => {
  const path = await openDataFolder({ path: folder })
  closers.add(await lockFolder({ folder: path }))
  const postgres = await startPostgres({ folder: path, maxConnections: MAX_CONNECTIONS })
  closers.add(postgres.stop)
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  closers.add(() => admin.end())
  const { rows } = await admin.query<{ server_version: string }>('show server_version')
  await dropOthers(admin)
  return {
    create: async (given) => {
      // A desk that outlived the benchmark that started it must not find its database again.
      const name = `${given}_${process.pid}`
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.query(`create database ${name}`)
      const sql = new pg.Pool({ connectionString: postgres.url(name), max: 2 })
      sql.on('error', () => undefined)
      closers.add(() => sql.end())
      return { sql, url: postgres.url(name) }
    },
    processID: () =>
      Number(readFileSync(join(path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    version: rows[0]?.server_version ?? 'unknown',
  }
}
