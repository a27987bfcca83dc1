import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of one test file. */
export type TestDatabase = { drop: () => Promise<void>; sql: pg.Pool; url: string }

/** This worker's PostgreSQL. */
const ownServer = (): string => {
  const number = Number(process.env.VITEST_POOL_ID)
  const server = inject('databases').servers[number - 1]
  if (!server) throw new Error(`There is no PostgreSQL for worker ${number}`)
  return server
}

const asAdmin = async (statement: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: ownServer() })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

/**
 * Makes a database: a copy of the migrated template, or an empty one.
 * `drop` ends its connections, whoever holds them.
 */
export const createTestDatabase = async ({
  empty = false,
}: {
  empty?: boolean
} = {}): Promise<TestDatabase> => {
  const { template } = inject('databases')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(`CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${template}`}`)
  const url = new URL(ownServer())
  url.pathname = `/${name}`
  const sql = new pg.Pool({ connectionString: url.href, max: 4 })
  sql.on('error', () => undefined)
  // One that is being closed while its database is dropped has nobody else to tell.
  sql.on('connect', (client) => client.on('error', () => undefined))
  return {
    drop: async () => {
      await sql.end()
      await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
    sql,
    url: url.href,
  }
}
