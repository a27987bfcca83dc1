import type { MigrateUpArgs } from '@payloadcms/db-postgres'
import { sql } from '@payloadcms/db-postgres'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
} from 'payload'
import { describeError } from '../lib/describeError'
import { transactionHandle } from '../payload/adapter'
import { StartError } from './startError'

/** A migration as Payload writes it under `src/migrations`. */
type Migration = { name: string; up: (args: MigrateUpArgs) => Promise<void> }

const appliedMigrations = async (payload: Payload) => {
  const { rows } = await payload.db.pool.query<{ there: boolean }>(
    "SELECT to_regclass('payload_migrations') IS NOT NULL AS there",
  )
  if (rows[0]?.there !== true) return []
  const applied = await payload.db.pool.query<{ batch: string | null; name: string }>(
    'SELECT name, batch FROM payload_migrations',
  )
  return applied.rows
}

const apply = async ({
  batch,
  migration,
  payload,
}: {
  batch: number
  migration: Migration
  payload: Payload
}): Promise<void> => {
  const req = await createLocalReq({}, payload)
  try {
    await initTransaction(req)
    const db = transactionHandle(payload, await req.transactionID)
    if (!db) throw new Error('there is no transaction')
    await db.execute(sql`SET LOCAL statement_timeout = 0`)
    await db.execute(sql`SET LOCAL lock_timeout = 0`)
    await migration.up({ db, payload, req })
    await payload.create({
      collection: 'payload-migrations',
      data: { batch, name: migration.name },
      req,
    })
    await commitTransaction(req)
  } catch (error) {
    await killTransaction(req)
    throw new StartError(`Migration ${migration.name} failed: ${describeError(error)}`)
  }
}

/**
 * Applies pending migrations, each in a transaction, as `payload migrate` does. Does not use
 * `payload.db.migrate`, which ends the process on a failure and asks questions.
 */
export const applyMigrations = async ({
  migrations,
  onEvent,
  payload,
}: {
  migrations: readonly Migration[]
  onEvent: (line: string) => void
  payload: Payload
}): Promise<void> => {
  const applied = await appliedMigrations(payload)
  const names = new Set(applied.map(({ name }) => name))
  const batch = Math.max(0, ...applied.map((each) => Number(each.batch ?? 0))) + 1
  for (const migration of migrations.filter(({ name }) => !names.has(name))) {
    onEvent(`Migrating the database: ${migration.name} …`)
    await apply({ batch, migration, payload })
  }
}
