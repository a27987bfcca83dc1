import { describe, expect, it } from 'vitest'
import { conditions } from '../../../src/server/cli/conditions.mjs'
import { runToEnd } from '../../helpers/runToEnd'
import { createTestDatabase } from '../../helpers/testDatabase'

describe('the log of a query that failed', () => {
  it('never has its statement or parameters, whoever writes it and however', async () => {
    const database = await createTestDatabase()
    const { code, output } = await runToEnd({
      args: [conditions, '--import', 'tsx', 'tests/helpers/logFailedQueries.ts'],
      env: {
        DATABASE_URL: database.url,
        LOG_LEVEL: 'trace',
        PAYLOAD_SECRET: 'a secret for tests only',
      },
    })
    await database.drop()

    expect(output.slice(-1_000)).toContain('the end')
    expect(code).toBe(0)
    expect(output).not.toContain('a-secret-of-a-call')
    expect(output).not.toContain('insert into')
    // It still says what happened, with PostgreSQL's code and where.
    expect(output.split('A database query failed').length).toBeGreaterThan(40)
    expect(output).toContain('23503')
    expect(output).toContain('logFailedQueries.ts')
  }, 120_000)
})
