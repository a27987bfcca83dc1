import type { Pool, PoolClient } from 'pg'

/** How many clients share the calls. */
export const CLIENTS = 1_000

/** How many years back the calls go. */
export const YEARS = 2

/**
 * With more rows than this, indexes are created afterwards: entry by entry they would take most of the time.
 */
const MANY_ROWS = 50_000

type Index = { definition: string; name: string }

const secondaryIndexes = async (sql: PoolClient): Promise<Index[]> => {
  const { rows } = await sql.query<Index>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename in ('call_summaries', 'webhook_deliveries') and indexname not like '%_pkey'`,
  )
  return rows
}

type Step = (sql: PoolClient) => Promise<unknown>

type Fill = {
  /** Runs once calls and deliveries have their indexes again. */
  after: Step
  /** Runs once all calls and deliveries are deleted. */
  before: Step
  /** Runs without indexes if there are many rows. */
  insert: Step
  rows: number
}

const fillWith = async (sql: PoolClient, { after, before, insert, rows }: Fill): Promise<void> => {
  // Skips checks of foreign keys, which hold anyway, and does not wait for the disk. Needs a superuser.
  await sql.query(`set session_replication_role = replica; set synchronous_commit = off;
    set maintenance_work_mem = '512MB'; truncate webhook_deliveries, call_summaries cascade`)
  await before(sql)
  const indexes = rows > MANY_ROWS ? await secondaryIndexes(sql) : []
  for (const { name } of indexes) await sql.query(`drop index "${name}"`)
  await insert(sql)
  for (const { definition } of indexes) await sql.query(definition)
  await after(sql)
}

/** Replaces all calls and deliveries quickly. */
export const fillTables = async (pool: Pool, steps: Fill): Promise<void> => {
  const client = await pool.connect()
  try {
    await fillWith(client, steps)
  } finally {
    // Its settings must not return to the pool.
    client.release(true)
  }
}
