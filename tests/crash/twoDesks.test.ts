import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { adminSettings, makeClients } from './crashDesk'
import { type Posted, postReport } from './postReport'

const COPIES = 50
const CALLS = 40

let database: TestDatabase
let desks: SpawnedDesk[] = []
let token = ''

beforeAll(async () => {
  database = await createTestDatabase()
  const env = {
    ...adminSettings,
    DATABASE_URL: database.url,
    PAYLOAD_SECRET: 'a secret for tests only',
    // More than any client sends; still counted.
    WEBHOOK_CLIENT_LIMIT: '100000000',
  }
  desks = [await spawnDesk({ env }), await spawnDesk({ env })]
  for (const desk of desks) await untilOpen({ desk, seconds: 90 })
  const [client] = await makeClients({ count: 1, url: desks[0]?.url ?? '' })
  token = client?.token ?? ''
}, 200_000)

afterAll(async () => {
  for (const desk of desks) await desk.stop()
  await database.drop()
})

const count = async (select: string): Promise<number> => {
  const { rows } = await database.sql.query<{ count: string }>(select)
  return Number(rows[0]?.count)
}

const post = (desk: SpawnedDesk | undefined, run: number, number: number): Promise<Posted> =>
  postReport({ number, run, token, url: desk?.url ?? '' })

/** What the desks printed after they opened, which should be nothing. */
const complaints = () =>
  desks
    .flatMap((desk) => desk.output().split('\n'))
    .filter((line) => /error|fatal|deadlock|unexpected|lost|"level":[56]0/i.test(line))

describe('two desks on one database', () => {
  it('store one call for fifty copies of a report at once, and answer each with 200', async () => {
    const answers = await Promise.all(
      Array.from({ length: COPIES }, (_, index) => post(desks[index % 2], 1, 1)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(answers.filter(({ body }) => body.includes('"stored"'))).toHaveLength(1)
    expect(await count('select count(*) from call_summaries')).toBe(1)
    expect(await count('select count(*) from webhook_deliveries')).toBe(COPIES)
    expect(complaints()).toEqual([])
  })

  it('take the same calls in opposite order without a deadlock', async () => {
    const numbers = Array.from({ length: CALLS }, (_, index) => index + 1)
    const answers = await Promise.all([
      ...numbers.map((number) => post(desks[0], 2, number)),
      ...numbers.toReversed().map((number) => post(desks[1], 2, number)),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await count('select count(*) from call_summaries')).toBe(1 + CALLS)
    expect(await count('select count(*) from webhook_deliveries')).toBe(COPIES + 2 * CALLS)
    expect(
      await count(
        'select deadlocks as count from pg_stat_database where datname = current_database()',
      ),
    ).toBe(0)
    expect(complaints()).toEqual([])
  })
})
