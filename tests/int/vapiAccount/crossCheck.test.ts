import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

const DAY = 86_400_000

let desk: VapiDesk

beforeAll(async () => {
  desk = await startVapiDesk()
})

afterAll(() => desk.stop())

const ago = (days: number) => desk.vapi.clock.now() - days * DAY

const check = async () => {
  const { crossCheck } = await import('../../../src/vapiAccount/crossCheck/crossCheck')
  await crossCheck({ payload: desk.payload, signal: new AbortController().signal })
}

const aDayLater = ({ id }: Connected) =>
  desk.sql.query(
    `update vapi_cross_checks set tried_at = tried_at - interval '24 hours' where account_id = $1`,
    [id],
  )

const stored = async ({ id }: Connected) => {
  const { rows } = await desk.sql.query<{
    checked_at: Date | null
    differences: unknown
    from_at: Date
    until_at: Date
  }>('select * from vapi_cross_checks where account_id = $1', [id])
  return rows[0] ?? null
}

const asked = ({ org }: Connected) =>
  desk.vapi.requests.filter(({ orgID, path }) => orgID === org.id && path === '/analytics')

describe('the daily comparison of Vapi’s statistics with its list', { timeout: 60_000 }, () => {
  it('asks nothing before the list was read', async () => {
    const account = await connectAccount(desk)
    await check()
    expect([asked(account), await stored(account)]).toEqual([[], null])
  })

  it('finds no difference where there is none, asks once a day, and by one process', async () => {
    const account = await connectAccount(desk)
    const assistantId = randomUUID()
    for (const days of [10, 3, 2, 1.5]) account.org.addCall({ assistantId, createdAt: ago(days) })
    account.org.addCall({ assistantId: null, createdAt: ago(2), squadId: randomUUID() })
    // Of today, which is not over, and so not compared.
    account.org.addCall({ assistantId })
    account.org.modes.analyticsAsText = true
    await account.work()
    await Promise.all([check(), check(), check()])
    expect(asked(account)).toHaveLength(1)
    const found = await stored(account)
    expect(found?.differences).toEqual([])
    expect(found?.checked_at).not.toBeNull()
    for (const date of [found?.from_at, found?.until_at]) {
      expect((date?.getTime() ?? 1) % DAY).toBe(0)
    }
    await check()
    expect(asked(account)).toHaveLength(1)
    await aDayLater(account)
    await check()
    expect(asked(account)).toHaveLength(2)
  })

  it('keeps a difference as a hint for the client, and counts no gap for it', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID, createdAt: ago(2) })
    await account.work()
    // The list had it, the statistics do not.
    account.org.calls.delete(call.id)
    await check()
    expect((await stored(account))?.differences).toEqual([
      { assistantID, listed: 1, statistics: 0 },
    ])
    const { readCompleteness } = await import(
      '../../../src/vapiAccount/completeness/readCompleteness'
    )
    expect(await readCompleteness(desk.payload.db.pool, { clientID: id })).toMatchObject({
      atVapi: 1,
      gaps: [],
      listsDiffer: { listed: 1, statistics: 0 },
      missing: 0,
      problem: null,
    })
  })

  it('keeps what it knew when Vapi does not answer, and does not ask again that day', async () => {
    const account = await connectAccount(desk)
    account.org.addCall({ assistantId: randomUUID(), createdAt: ago(2) })
    await account.work()
    await check()
    const before = await stored(account)
    await aDayLater(account)
    account.org.modes.isForbidden = true
    await check()
    await check()
    expect(asked(account)).toHaveLength(2)
    expect(await stored(account)).toMatchObject({
      checked_at: before?.checked_at,
      differences: before?.differences,
    })
    desk.vapi.forgive()
  })
})

describe('a whole check', { timeout: 60_000 }, () => {
  it('makes the days of Vapi’s window known, and a recovered call shows as such', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    const held = account.org.addCall({ assistantId: assistantID, createdAt: ago(3) })
    await account.org.post(held.id)
    account.org.addCall({ assistantId: assistantID, createdAt: ago(5) })
    account.org.addCall({ assistantId: assistantID, createdAt: ago(5), startedAt: null })
    await account.work()
    const { readCompleteness } = await import(
      '../../../src/vapiAccount/completeness/readCompleteness'
    )
    const found = await readCompleteness(desk.payload.db.pool, { clientID: id })
    expect(found).toMatchObject({
      atVapi: 3,
      here: 2,
      missing: 0,
      neverConnected: 1,
      problem: null,
      recovered: 1,
      unknownSince: null,
      windowDays: 14,
    })
    const states = found?.days.map(({ state }) => state) ?? []
    expect(states.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 'unknown'))
    expect(states.slice(-13).sort()).toEqual([
      ...Array.from({ length: 12 }, () => 'complete'),
      'recovered',
    ])
  })
})
