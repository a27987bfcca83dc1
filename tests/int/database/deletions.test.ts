import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDeletedHere } from '../../../src/vapiAccount/attribution/standing'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

describe('whether staff deleted a call', () => {
  it('is read from indexes: it is asked for each call that is imported or fetched', async () => {
    const client = await database.sql.connect()
    try {
      // A table of a few rows is read whole, whatever indexes it has.
      await client.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off')
      const { rows } = await client.query<Record<string, string>>(
        `explain select ${isDeletedHere('asked')} from (select 'a call'::text as call_id) asked`,
      )
      const plan = rows.map((row) => Object.values(row).join()).join('\n')
      expect(plan).toContain('audit_log_deleted_calls_idx')
      expect(plan).toContain('audit_log_touched_label_idx')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
