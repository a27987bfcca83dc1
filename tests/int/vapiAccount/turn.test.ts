import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTurn } from '../../../src/vapiAccount/turn/inTurn'
import { claimTurn, endTurn } from '../../../src/vapiAccount/turn/lease'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

// Two pools, as two processes have them.
let database: TestDatabase
let other: pg.Pool
let accountID: string

const { signal } = new AbortController()

const newAccount = async (): Promise<string> => {
  const id = randomUUID()
  await database.sql.query(`insert into vapi_accounts (id, label) values ($1, 'Agency')`, [id])
  return id
}

/** Lets the account be asked again, as when the pause is over. */
const endPause = () =>
  database.sql.query(
    `update vapi_turns set free_at = now() - interval '1 s' where account_id = $1`,
    [accountID],
  )

beforeAll(async () => {
  database = await createTestDatabase()
  other = new pg.Pool({ connectionString: database.url, max: 4 })
  other.on('error', () => undefined)
})
afterAll(async () => {
  await other.end()
  await database.drop()
})
beforeEach(async () => {
  accountID = await newAccount()
})

const claimAll = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => {
      const pool = index % 2 === 0 ? database.sql : other
      const lease = `lease ${index}`
      return claimTurn({ accountID, lease, pool }).then((claimed) => ({ claimed, lease, pool }))
    }),
  )

describe('the turn of an account', () => {
  it('is one process’s, however many ask at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const mine = (await claimAll(20)).filter(({ claimed }) => claimed.kind === 'mine')
      expect(mine).toHaveLength(1)
      for (const { lease, pool } of mine) await endTurn({ accountID, lease, pauseFor: 0, pool })
      await endPause()
    }
  })

  it('comes again only after the pause that the last request left', async () => {
    const [first] = (await claimAll(2)).filter(({ claimed }) => claimed.kind === 'mine')
    await endTurn({ accountID, lease: first?.lease ?? '', pauseFor: 30_000, pool: other })
    const next = await claimTurn({ accountID, lease: 'next', pool: other })
    if (next.kind !== 'wait') throw new Error('The account may be asked too early')
    expect(next.milliseconds).toBeGreaterThan(1_000)
    expect(next.milliseconds).toBeLessThanOrEqual(30_000)
  })

  it('is free when the lease of a process that died is over, which then ends nothing', async () => {
    await claimTurn({ accountID, lease: 'dead', pool: database.sql })
    expect((await claimTurn({ accountID, lease: 'next', pool: other })).kind).toBe('wait')
    await database.sql.query(
      `update vapi_turns set leased_until = now() - interval '1 s' where account_id = $1`,
      [accountID],
    )
    expect((await claimTurn({ accountID, lease: 'next', pool: other })).kind).toBe('mine')
    await endTurn({ accountID, lease: 'dead', pauseFor: 0, pool: database.sql })
    const { rows } = await database.sql.query(
      'select lease from vapi_turns where account_id = $1',
      [accountID],
    )
    expect(rows).toEqual([{ lease: 'next' }])
  })

  it('is nobody’s when the account is deleted', async () => {
    await claimTurn({ accountID, lease: 'mine', pool: database.sql })
    await database.sql.query('delete from vapi_accounts where id = $1', [accountID])
    expect((await claimTurn({ accountID, lease: 'next', pool: other })).kind).toBe('gone')
    const run = () => Promise.reject(new Error('It was asked'))
    expect(await inTurn({ accountID, pool: other, run, signal })).toEqual({ kind: 'stopped' })
  })

  it('is not waited for beyond the limit, nor when the work is stopped', async () => {
    await claimTurn({ accountID, lease: 'another process', pool: other })
    const run = () => Promise.reject(new Error('It was asked'))
    const pool = database.sql
    expect(await inTurn({ accountID, maxWait: 50, pool, run, signal })).toEqual({ kind: 'busy' })
    const stopped = AbortSignal.abort()
    expect(await inTurn({ accountID, pool, run, signal: stopped })).toEqual({ kind: 'stopped' })
  })

  it('runs requests of a process one by one, those of people first', async () => {
    const order: string[] = []
    let running = 0
    const ask = (name: string, isForPerson: boolean) =>
      inTurn({
        accountID,
        isForPerson,
        pool: database.sql,
        run: async () => {
          running += 1
          expect(running).toBe(1)
          order.push(name)
          await database.sql.query('select pg_sleep(0.01)')
          running -= 1
          return { pauseFor: 0, value: name }
        },
        signal,
      })
    const done = await Promise.all([
      ask('first', false),
      ask('loop 1', false),
      ask('loop 2', false),
      ask('person', true),
    ])
    expect(done.every(({ kind }) => kind === 'done')).toBe(true)
    expect(order).toEqual(['first', 'person', 'loop 1', 'loop 2'])
  })

  it('is given back when a request fails', async () => {
    const run = () => Promise.reject(new Error('broken'))
    await expect(inTurn({ accountID, pool: other, run, signal })).rejects.toThrow('broken')
    await endPause()
    expect((await claimTurn({ accountID, lease: 'next', pool: other })).kind).toBe('mine')
  })
})
