import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queryInTurn } from '../../../src/database/connection/inTurn'
import { createPool } from '../../../src/database/connection/pool'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let database: TestDatabase
let pool: pg.Pool
const warnings: string[] = []
const note = (warning: Error) => warnings.push(warning.message)

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  pool = createPool({ connectionString: database.url, max: 2 }, { pooler: false })
  process.on('warning', note)
})

afterAll(async () => {
  process.off('warning', note)
  await pool.end()
  await database.drop()
})

const numbers = Array.from({ length: 20 }, (_, index) => index)

it('answers what is asked of one connection at once, in the order of asking, without a warning', async () => {
  const client = await pool.connect()
  const order: number[] = []
  const asked = numbers.map(async (number) => {
    const { rows } = await client.query<{ n: number }>('select $1::int as n', [number])
    order.push(rows[0]?.n ?? -1)
  })
  const byCallback = new Promise((resolve, reject) => {
    client.query("select 'last' as word", (err: Error | null, result) =>
      err ? reject(err) : resolve(result.rows),
    )
  })
  await Promise.all(asked)
  expect(order).toEqual(numbers)
  expect(await byCallback).toEqual([{ word: 'last' }])
  const submitted = [new pg.Query('select 1'), new pg.Query('select 2'), new pg.Query('select 3')]
  const ends = submitted.map((each) => once(client.query(each), 'end'))
  await Promise.all(ends)
  client.release()
  // Node tells of warnings a turn later.
  await new Promise(setImmediate)
  expect(warnings).toEqual([])
})

it('answers who asks by a callback as soon as there is a connection', async () => {
  const fresh = createPool({ connectionString: database.url, max: 1 }, { pooler: false })
  const rows = await new Promise((resolve, reject) => {
    fresh.query('select 1 as one', (err: Error | null, result) =>
      err ? reject(err) : resolve(result.rows),
    )
  })
  expect(rows).toEqual([{ one: 1 }])
  await fresh.end()
})

it('goes on after an error, which only the one that made it hears of', async () => {
  const client = await pool.connect()
  const answers = await Promise.allSettled([
    client.query('select 1'),
    client.query('select no_such_column'),
    client.query('select 2'),
    client.query('select 3'),
  ])
  client.release()
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})

it('goes on to the next when one is not sent after all', async () => {
  const client = new pg.Client({ connectionString: database.url })
  const query = client.query.bind(client)
  // As what bounds reads does with what is overdue.
  Reflect.set(client, 'query', (text: string) =>
    text === 'overdue' ? Promise.reject(new Error('overdue')) : query(text),
  )
  queryInTurn(client)
  await client.connect()
  const asked = ['select 1', 'select 2', 'overdue', 'overdue', 'select 3']
  const answers = await Promise.allSettled(asked.map((text) => client.query(text)))
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ])
  await client.end()
})

it('tells all who wait when the connection is lost', async () => {
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const asked = Promise.allSettled(numbers.map(() => client.query('select pg_sleep(60)')))
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  expect(new Set((await asked).map(({ status }) => status))).toEqual(new Set(['rejected']))
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
