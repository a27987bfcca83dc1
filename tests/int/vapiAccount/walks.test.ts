import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { requestCheck } from '../../../src/vapiAccount/walks/requestCheck'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let desk: VapiDesk

beforeAll(async () => {
  desk = await startVapiDesk()
})

afterAll(() => desk.stop())

const ago = (milliseconds: number) => desk.vapi.clock.now() - milliseconds

/** Calls of nobody, so many in each millisecond: they need no fetching. */
const addStrangers = (
  { org }: Connected,
  { count, from = 2 * HOUR, ties = 1 }: { count: number; from?: number; ties?: number },
) => {
  for (let index = 0; index < count; index += 1) {
    org.addCall({ createdAt: ago(from + Math.floor(index / ties)), recording: null })
  }
}

/** As if the walk over all calls of the account was a day ago. */
const aDayLater = (id: string) =>
  desk.sql.query(
    `update vapi_walks set started_at = started_at - interval '25 hours'
     where account_id = $1 and kind = 'whole'`,
    [id],
  )

const rowsOf = async (id: string) => {
  const { rows } = await desk.sql.query<{ row: string }>(
    `select xmin || ' ' || call_id as row from vapi_calls where account_id = $1 order by call_id`,
    [id],
  )
  return rows
}

describe('a desk without an account', () => {
  it('asks nobody anything', async () => {
    const { workOnDueAccounts } = await import('../../../src/vapiAccount/walks/startVapiLoop')
    const { signal } = new AbortController()
    const onError = vi.fn()
    expect(await workOnDueAccounts({ onError, payload: desk.payload, signal })).toBe(0)
    expect(onError).not.toHaveBeenCalled()
    expect(desk.vapi.requests).toEqual([])
  })
})

describe('what a walk finds', { timeout: 60_000 }, () => {
  it('is in exactly one state, call by call', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const { assistantID } = await account.client()
    const held = org.addCall({ assistantId: assistantID })
    await org.post(held.id)
    const missing = org.addCall({ assistantId: assistantID })
    const seeded = {
      [held.id]: 'held',
      // Fetched by the same run.
      [missing.id]: 'held',
      [org.addCall({ assistantId: assistantID, endedAt: ago(2 * MINUTE) }).id]: 'waiting',
      [org.addCall({ assistantId: assistantID, endedAt: null }).id]: 'waiting',
      [org.addCall({ assistantId: assistantID, endedAt: null, startedAt: null, status: 'queued' })
        .id]: 'waiting',
      [org.addCall({ assistantId: assistantID, endedAt: null, startedAt: null, status: 'ringing' })
        .id]: 'waiting',
      [org.addCall({ assistantId: assistantID, createdAt: ago(2 * DAY), endedAt: null }).id]:
        'stuck',
      [org.addCall({
        assistantId: assistantID,
        body: { schedulePlan: { earliestAt: new Date(Date.now() + DAY).toISOString() } },
        createdAt: ago(3 * DAY),
        endedAt: null,
        startedAt: null,
        status: 'scheduled',
      }).id]: 'waiting',
      [org.addCall({ assistantId: assistantID, startedAt: null }).id]: 'never_connected',
      [org.addCall({ assistantId: randomUUID() }).id]: 'not_ours',
      [org.addCall({ assistantId: null, type: 'webCall' }).id]: 'not_ours',
    }
    await account.work()
    const calls = await account.calls()
    expect(Object.fromEntries([...calls].map(([id, { state }]) => [id, state]))).toEqual(seeded)
    expect(calls.get(missing.id)?.recovered_at).not.toBeNull()
    expect(calls.get(held.id)?.recovered_at).toBeNull()
    expect(await account.walk('whole')).toMatchObject({ problem: null, state: 'complete' })
  })

  it('changes nothing a second time, and asks little', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    account.org.addCall({ assistantId: assistantID })
    addStrangers(account, { count: 250 })
    await account.work()
    const before = await rowsOf(account.id)
    expect(before).toHaveLength(251)
    await aDayLater(account.id)
    const asked = account.lists().length
    await account.work()
    expect(await rowsOf(account.id)).toEqual(before)
    expect(account.lists().length - asked).toBe(4)
  })

  it('is left as it is when Vapi has a call no longer', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    await account.org.post(call.id)
    await account.work()
    account.org.calls.delete(call.id)
    await aDayLater(account.id)
    await account.work()
    expect((await account.calls()).get(call.id)?.state).toBe('held')
    const kept = await desk.sql.query('select 1 from call_summaries where client_id = $1', [id])
    expect(kept.rowCount).toBe(1)
  })

  it('becomes held by a report that comes later', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID, endedAt: ago(5 * MINUTE) })
    await account.work()
    expect((await account.calls()).get(call.id)?.state).toBe('waiting')
    await account.org.post(call.id)
    const { reclassify } = await import('../../../src/vapiAccount/walks/reclassify')
    const { pool } = desk.payload.db
    await reclassify({ accountID: account.id, pool, signal: new AbortController().signal })
    expect((await account.calls()).get(call.id)?.state).toBe('held')
  })
})

describe('a walk', { timeout: 60_000 }, () => {
  it.each<[string, (account: Connected) => void, number, object]>([
    ['no call', () => undefined, 0, { state: 'complete' }],
    [
      'several calls in a millisecond, across the edge of a page',
      (account) => addStrangers(account, { count: 230, ties: 7 }),
      230,
      { state: 'complete' },
    ],
    [
      'more than a page of calls in a millisecond',
      (account) => addStrangers(account, { count: 320, ties: 160 }),
      320,
      { state: 'complete' },
    ],
    [
      'a server that gives fewer than asked for',
      (account) => {
        account.org.modes.listCap = 50
        addStrangers(account, { count: 130 })
      },
      130,
      { state: 'complete' },
    ],
    [
      'pages that are too long for the server',
      (account) => {
        account.org.modes.fault = ({ path, query }) =>
          path === '/call' && Number(query.get('limit')) > 60 ? 'reset' : undefined
        addStrangers(account, { count: 130 })
      },
      130,
      { page_limit: 50, state: 'complete' },
    ],
    [
      'a filter by assistant that does not work',
      (account) => {
        account.org.modes.assistantFilterIsEmpty = true
        addStrangers(account, { count: 3 })
      },
      3,
      { state: 'complete' },
    ],
    [
      'unset fields that are left out',
      (account) => {
        account.org.modes.addsNulls = false
        addStrangers(account, { count: 3 })
      },
      3,
      { state: 'complete' },
    ],
    [
      'a call that comes and one that goes between two pages',
      (account) => {
        addStrangers(account, { count: 130 })
        const gone = account.org.addCall({ createdAt: ago(5 * HOUR) })
        account.org.modes.afterPage = () => {
          account.org.calls.delete(gone.id)
          account.org.addCall({ createdAt: Date.now() + MINUTE })
        }
      },
      130,
      { state: 'complete' },
    ],
    [
      'the oldest call first',
      (account) => {
        account.org.modes.isAscending = true
        addStrangers(account, { count: 130 })
      },
      0,
      { is_incomplete: true, problem: 'order', state: 'incomplete' },
    ],
    [
      'more calls in a millisecond than a page can have',
      (account) => {
        account.org.modes.listCap = 50
        addStrangers(account, { count: 60 })
        addStrangers(account, { count: 60, from: DAY, ties: 60 })
      },
      110,
      { is_incomplete: true, problem: 'ties', state: 'incomplete' },
    ],
    [
      'a window that is shorter than said',
      (account) => {
        account.org.modes.refusedAfterDays = 12.5
        addStrangers(account, { count: 5 })
      },
      5,
      { moves: 2, state: 'complete' },
    ],
    [
      'a window that is much shorter than said',
      (account) => {
        account.org.modes.refusedAfterDays = 3
        addStrangers(account, { count: 5 })
      },
      0,
      { is_incomplete: true, moves: 2, problem: 'retention' },
    ],
  ])('ends complete or says why not: %s', async (_, seed, found, walk) => {
    const account = await connectAccount(desk)
    seed(account)
    await account.work()
    expect(await account.walk('whole')).toMatchObject(walk)
    expect((await account.calls()).size).toBe(found)
  })

  it('begins an hour inside the window that Vapi says it has, and has the call on its edge', async () => {
    const account = await connectAccount(desk, { retentionDays: 9 })
    addStrangers(account, { count: 2 })
    await account.work()
    const account9 = await desk.sql.query(
      'select retention_days::int as days from vapi_accounts where id = $1',
      [account.id],
    )
    expect(account9.rows).toEqual([{ days: 9 }])
    const [, first] = account.lists()
    const from = first?.get('createdAtGe') ?? ''
    expect(Math.abs(Date.parse(from) - (Date.now() - 9 * DAY + HOUR))).toBeLessThan(MINUTE)
  })

  it('goes on where a process left it', async () => {
    const account = await connectAccount(desk)
    addStrangers(account, { count: 350 })
    const { pool } = desk.payload.db
    const { connectionOf } = await import('../../../src/vapiAccount/accounts/connect')
    const { takeWalkLease } = await import('../../../src/vapiAccount/walks/lease')
    const { walkCalls } = await import('../../../src/vapiAccount/walks/walk')
    const { createWalks } = await import('../../../src/vapiAccount/walks/walks')
    const { signal } = new AbortController()
    await createWalks({ accountID: account.id, pool })
    const lease = await takeWalkLease({ accountID: account.id, pool, signal })
    const connection = await connectionOf(desk.payload, account.id, { signal })
    if (!lease || !connection) throw new Error('No lease')
    const { learnRetention } = await import('../../../src/vapiAccount/api/retention')
    const learned = await learnRetention(connection)
    const known = { ...connection, retentionDays: learned.ok ? learned.value : null }
    const part = {
      connection: known,
      kind: 'whole',
      lease: lease.id,
      payload: desk.payload,
    } as const
    expect(await walkCalls({ ...part, maxRequests: 2 })).toMatchObject({ isEnded: false })
    expect(await takeWalkLease({ accountID: account.id, pool, signal })).toBeNull()
    await lease.end()
    const place = await account.walk('whole')
    expect(place).toMatchObject({ calls: 199, requests: 2, state: 'running' })

    const asked = account.lists().length
    await account.work()
    const next = account
      .lists()
      .slice(asked)
      .find((query) => query.get('limit') === '100')
    expect(next?.get('createdAtLe')).toBe(place.le instanceof Date && place.le.toISOString())
    expect(await account.walk('whole')).toMatchObject({
      started_at: place.started_at,
      state: 'complete',
    })
    expect((await account.calls()).size).toBe(350)
  })

  it('is one process’s at a time', async () => {
    const account = await connectAccount(desk)
    addStrangers(account, { count: 120 })
    const { workOnAccount } = await import('../../../src/vapiAccount/walks/workOnAccount')
    const { signal } = new AbortController()
    const work = () => workOnAccount({ accountID: account.id, payload: desk.payload, signal })
    const done = await Promise.all([work(), work(), work()])
    expect(done.toSorted()).toEqual(['busy', 'busy', 'worked'])
    const pages = account.lists().filter((query) => query.get('limit') === '100')
    expect(pages).toHaveLength(3)
  })

  it('over changed calls asks only for those, and finds what changed', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const old = account.org.addCall({
      assistantId: assistantID,
      endedAt: null,
      createdAt: ago(5 * DAY),
    })
    addStrangers(account, { count: 120, from: 3 * DAY })
    await account.work()
    expect((await account.calls()).get(old.id)?.state).toBe('stuck')
    account.org.endCall(old.id)
    await desk.sql.query(
      `update vapi_walks set started_at = started_at - interval '20 minutes',
         completed_from = completed_from - interval '20 minutes' where account_id = $1`,
      [account.id],
    )
    const asked = account.lists().length
    await account.work()
    const queries = account.lists().slice(asked)
    expect(queries.length).toBeLessThanOrEqual(2)
    for (const query of queries) {
      expect(query.get('updatedAtGe')).not.toBeNull()
      expect(query.get('createdAtGe')).toBeNull()
    }
    expect((await account.calls()).get(old.id)?.state).toBe('waiting')
    expect(await account.walk('fresh')).toMatchObject({ state: 'complete' })
  })

  it('is made when somebody asks for a check', async () => {
    const account = await connectAccount(desk)
    await account.work()
    const asked = account.lists().length
    await account.work()
    expect(account.lists()).toHaveLength(asked)
    await requestCheck(desk.payload.db.pool, account.id)
    await account.work()
    expect(account.lists().length).toBeGreaterThan(asked)
    expect(await account.walk('whole')).toMatchObject({ requested_at: null, state: 'complete' })
  })

  it('leaves rows for 60 days, also of an account that cannot be asked any more', async () => {
    const account = await connectAccount(desk)
    const { pruneCalls } = await import('../../../src/vapiAccount/walks/pruneCalls')
    await desk.sql.query(
      `insert into vapi_calls (account_id, call_id, state, status, connected, has_content, created_at,
         scheduled_for, seen_at)
       select $1, kind, 'waiting', 'queued', false, false, now() - days * interval '1 day',
         now() + ahead * interval '1 day', now() - seen * interval '1 day'
       from (values ('old', 61, null, 3), ('recent', 59, null, 3), ('scheduled', 61, 5, 3), ('seen', 61, null, 1))
         as of_call (kind, days, ahead, seen)`,
      [account.id],
    )
    await desk.sql.query(`update vapi_accounts set status = 'key_refused' where id = $1`, [
      account.id,
    ])
    await pruneCalls({ payload: desk.payload, signal: new AbortController().signal })
    expect([...(await account.calls()).keys()].sort()).toEqual(['recent', 'scheduled', 'seen'])
  })

  it('ends with a key that Vapi refuses, and nothing is asked any more', async () => {
    const account = await connectAccount(desk)
    addStrangers(account, { count: 250 })
    account.org.modes.afterPage = (page) => {
      account.org.modes.isKeyRevoked = page === 2
    }
    await account.work()
    expect((await account.walk('whole')).state).toBe('running')
    const asked = desk.vapi.requests.length
    await requestCheck(desk.payload.db.pool, account.id)
    await account.work()
    expect(desk.vapi.requests).toHaveLength(asked)
  })

  it('rests when Vapi has had too many requests, and goes on from there', async () => {
    const account = await connectAccount(desk)
    addStrangers(account, { count: 250 })
    let isTooMuch = true
    account.org.modes.fault = ({ query }) =>
      isTooMuch && query.has('createdAtLe') && account.lists().length > 2
        ? { body: { message: 'Rate limit exceeded' }, status: 429 }
        : undefined
    await account.work()
    expect(await account.walk('whole')).toMatchObject({ problem: 'rate_limited', state: 'running' })
    isTooMuch = false
    await desk.sql.query('update vapi_walks set due_at = now() where account_id = $1', [account.id])
    await account.work()
    expect(await account.walk('whole')).toMatchObject({ problem: null, state: 'complete' })
    expect((await account.calls()).size).toBe(250)
  })
})

describe('two clients of one organisation', { timeout: 60_000 }, () => {
  const callsOf = async (clientID: string) => {
    const { rows } = await desk.sql.query<{ vapi_call_id: string }>(
      'select vapi_call_id from call_summaries where client_id = $1',
      [clientID],
    )
    return rows.map(({ vapi_call_id }) => vapi_call_id).toSorted()
  }

  it('get each only their own calls', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const number = org.addNumber()
    const ada = await account.client()
    const bob = await account.client({ vapiPhoneNumberId: number.id })
    const shared = randomUUID()
    for (const { id } of [ada, bob]) {
      await desk.sql.query('update users set vapi_assistant_ids = $1 where id = $2', [
        JSON.stringify([shared]),
        id,
      ])
    }
    const squad = org.addSquad({ members: [ada.assistantID] })
    const mixed = org.addSquad({ members: [ada.assistantID, bob.assistantID] })
    const url = `https://desk.test/api/v1/vapi/webhook/${bob.token}/`
    const adas = [org.addCall({ assistantId: ada.assistantID }), org.addCall({ squadId: squad.id })]
    const bobs = [
      org.addCall({ assistantId: bob.assistantID }),
      org.addCall({ assistantId: shared, phoneNumberId: number.id }),
      org.addCall({ body: { assistant: { server: { url } } } }),
    ]
    const nobodys = [
      org.addCall({ assistantId: shared }),
      org.addCall({ squadId: mixed.id }),
      org.addCall({}),
    ]
    await account.work()
    const ids = (calls: { id: string }[]) => calls.map(({ id }) => id).toSorted()
    expect(await callsOf(ada.id)).toEqual(ids(adas))
    expect(await callsOf(bob.id)).toEqual(ids(bobs))
    const calls = await account.calls()
    for (const { id } of nobodys) {
      expect(calls.get(id)).toMatchObject({ client_id: null, state: 'not_ours' })
    }
  })

  it('do not get each other’s calls when an agent goes from one to the other', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const ada = await account.client()
    const bob = await account.client()
    const held = org.addCall({ assistantId: ada.assistantID })
    await org.post(held.id)
    const open = org.addCall({ assistantId: ada.assistantID, endedAt: null })
    await account.work()
    await desk.sql.query('update users set vapi_assistant_id = null where id = $1', [ada.id])
    await desk.sql.query('update users set vapi_assistant_id = $1 where id = $2', [
      ada.assistantID,
      bob.id,
    ])
    org.endCall(open.id)
    await desk.vapi.clock.move(0)
    const later = org.addCall({ assistantId: ada.assistantID })
    await aDayLater(account.id)
    await account.work()
    const calls = await account.calls()
    expect(calls.get(held.id)).toMatchObject({ client_id: ada.id, state: 'held' })
    expect(calls.get(open.id)).toMatchObject({ client_id: ada.id, state: 'not_ours' })
    expect(calls.get(later.id)).toMatchObject({ client_id: bob.id, state: 'held' })
    expect(await callsOf(bob.id)).toEqual([later.id])
  })

  it('do not get calls from before they were here, unless somebody imports them', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    await desk.sql.query('update users set created_at = now() where id = $1', [id])
    const early = account.org.addCall({ assistantId: assistantID, createdAt: ago(3 * DAY) })
    const recent = account.org.addCall({ assistantId: assistantID, createdAt: ago(3 * HOUR) })
    await account.work()
    const calls = await account.calls()
    expect(calls.get(early.id)?.state).toBe('earlier')
    expect(calls.get(recent.id)?.state).toBe('held')
    expect(await callsOf(id)).toEqual([recent.id])
  })

  it('get the calls of an agent that they are given later, without a request for them', async () => {
    const account = await connectAccount(desk)
    const { id } = await account.client()
    const later = randomUUID()
    const recent = account.org.addCall({ assistantId: later })
    const old = account.org.addCall({ assistantId: later, createdAt: ago(3 * DAY) })
    const give = async () => {
      await desk.sql.query('update users set vapi_assistant_ids = $1 where id = $2', [
        JSON.stringify([later]),
        id,
      ])
      await desk.sql.query(
        `update vapi_walks set started_at = started_at - interval '20 minutes',
           completed_from = completed_from - interval '20 minutes' where account_id = $1`,
        [account.id],
      )
      await account.work()
    }
    await account.work()
    expect(await account.states()).toEqual({ not_ours: 2 })
    const asked = account.lists().length
    await give()
    const queries = account.lists().slice(asked)
    expect(queries.every((query) => query.has('updatedAtGe'))).toBe(true)
    const calls = await account.calls()
    expect(calls.get(recent.id)).toMatchObject({ client_id: id, state: 'held' })
    expect(calls.get(old.id)).toMatchObject({ client_id: id, state: 'held' })
  })

  it('get only later calls of an agent if the account has long been connected', async () => {
    const account = await connectAccount(desk)
    const { id } = await account.client()
    const later = randomUUID()
    const recent = account.org.addCall({ assistantId: later })
    const old = account.org.addCall({ assistantId: later, createdAt: ago(3 * DAY) })
    await account.work()
    await desk.sql.query(
      `update vapi_accounts set created_at = now() - interval '15 days' where id = $1`,
      [account.id],
    )
    await desk.sql.query('update users set vapi_assistant_ids = $1 where id = $2', [
      JSON.stringify([later]),
      id,
    ])
    await requestCheck(desk.payload.db.pool, account.id)
    await account.work()
    const calls = await account.calls()
    expect(calls.get(recent.id)?.state).toBe('held')
    expect(calls.get(old.id)).toMatchObject({ client_id: id, state: 'earlier' })
    expect(await callsOf(id)).toEqual([recent.id])
  })

  it('do not inherit the calls of a client that was deleted', async () => {
    const account = await connectAccount(desk)
    const ada = await account.client()
    const call = account.org.addCall({ assistantId: ada.assistantID })
    await account.work()
    await desk.sql.query('update users set is_active = false where id = $1', [ada.id])
    await desk.payload.delete({ collection: 'users', id: ada.id })
    const bob = await account.client({ vapiAssistantId: ada.assistantID })
    await aDayLater(account.id)
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      client_id: null,
      state: 'not_ours',
    })
    expect(await callsOf(bob.id)).toEqual([])
  })

  it('keep a call that is here with the one that has it, whatever is configured', async () => {
    const account = await connectAccount(desk)
    const ada = await account.client()
    const bob = await account.client({ vapiAssistantId: ada.assistantID })
    // Both have the agent, and the webhook is Ada's or Bob's: nothing else says whose the call is.
    const call = account.org.addCall({ assistantId: ada.assistantID })
    await account.org.post(call.id)
    await account.work()
    const holder = (await callsOf(bob.id)).length === 1 ? bob.id : ada.id
    expect((await account.calls()).get(call.id)).toMatchObject({
      client_id: holder,
      rule: 'report',
      state: 'held',
    })
    expect([...(await callsOf(ada.id)), ...(await callsOf(bob.id))]).toEqual([call.id])
  })
})

// The last test of the file: this work goes on for a while, and takes the turn of accounts of other tests.
describe('a walk that somebody asks for', { timeout: 60_000 }, () => {
  it('is made in the background where no loop is', async () => {
    const account = await connectAccount(desk)
    const { workInBackground } = await import('../../../src/vapiAccount/walks/startVapiLoop')
    workInBackground(desk.payload)
    await expect.poll(async () => (await account.walk('whole')).state).toBe('complete')
  })
})
