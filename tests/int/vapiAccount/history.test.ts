import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Permission } from '../../../src/access/permissions'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

type Headers = Record<string, string>
type Client = { found: number; held: number; id: string; newest: string; oldest: string }
type Run = {
  clients: Client[]
  counts: Record<string, number>
  dryRun: boolean
  estimate: { minutes: number; requests: number }
  expected: null | number
  problem: null | string
  share: number
  state: string
}
type State = { otherIsRunning: boolean; retentionDays: null | number; run: null | Run }
type Call = { reported_at: Date; source: string; vapi_call_id: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const NEEDED: readonly Permission[] = [
  'vapi-accounts.view',
  'users.view',
  'users.change',
  'call-summaries.change',
]

let desk: VapiDesk
let root: Headers

beforeAll(async () => {
  desk = await startVapiDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
}, 60_000)

afterAll(() => desk.stop())

const ago = (milliseconds: number) => desk.vapi.clock.now() - milliseconds

const urlOf = ({ id }: { id: string }) => `${desk.url}/api/vapi-accounts/${id}/history`

const stateOf = async (account: Connected, client?: string): Promise<State> => {
  const url = client ? `${urlOf(account)}?client=${client}` : urlOf(account)
  return (await asJSON<State>({ headers: root, url })).body
}

type Asked = { clientID?: string; dryRun?: boolean; from?: string; froms?: Record<string, string> }

const start = async (account: Connected, body: Asked = {}) =>
  await asJSON<State>({ body, headers: root, url: urlOf(account) })

/** Starts a run and waits until it is over. */
const run = async (account: Connected, body: Asked = {}): Promise<Run> => {
  expect((await start(account, body)).status).toBe(202)
  return await vi.waitFor(
    async () => {
      const { run: last } = await stateOf(account, body.clientID)
      if (!last || last.state === 'running') throw new Error('It still runs')
      return last
    },
    { interval: 50, timeout: 30_000 },
  )
}

const callsOf = async (clientID: string): Promise<Call[]> => {
  const { rows } = await desk.sql.query<Call>(
    `select vapi_call_id, source, reported_at from call_summaries
    where client_id = $1 order by vapi_call_id`,
    [clientID],
  )
  return rows
}

const countIn = async (table: 'notifications' | 'webhook_deliveries', clientID: string) => {
  const { rows } = await desk.sql.query<{ n: number }>(
    `select count(*)::int as n from ${table} where client_id = $1`,
    [clientID],
  )
  return rows[0]?.n
}

/** A run as if somebody had asked for it in a process that then died. */
const leaveRun = async (account: Connected) => {
  const { startRun } = await import('../../../src/vapiAccount/history/runs')
  const actor = {
    actor: null,
    actorEmail: null,
    actorKind: 'system',
    actorLabel: null,
    ip: null,
    via: null,
  } as const
  const started = await startRun({
    accountID: account.id,
    actor,
    askedFrom: null,
    clientID: null,
    fromAt: new Date(ago(13 * DAY)),
    froms: {},
    isDryRun: false,
    pool: desk.payload.db.pool,
  })
  expect(started).not.toBeNull()
}

const work = async (signal = new AbortController().signal) => {
  const { workOnHistory } = await import('../../../src/vapiAccount/history/workOnHistory')
  return workOnHistory({ payload: desk.payload, signal })
}

describe('a dry run', () => {
  it('says of each call what would become of it, and writes nothing', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const [a, b] = [await account.client(), await account.client()]
    const oldest = org.addCall({ assistantId: a.assistantID, createdAt: ago(9 * DAY) })
    org.addCalls(2, (index) => ({ assistantId: a.assistantID, createdAt: ago((index + 1) * DAY) }))
    org.addCall({ assistantId: b.assistantID, createdAt: ago(3 * DAY) })
    const held = org.addCall({ assistantId: b.assistantID, createdAt: ago(2 * DAY) })
    await org.post(held.id)
    org.addCall({ assistantId: a.assistantID, endedAt: null })
    org.addCall({ assistantId: a.assistantID, endedAt: ago(2 * MINUTE) })
    org.addCall({ assistantId: a.assistantID, createdAt: ago(DAY), startedAt: null })
    org.addCall({ createdAt: ago(DAY) })

    const { clients, counts, estimate, state } = await run(account, { dryRun: true })

    expect(state).toBe('done')
    expect(counts).toMatchObject({
      before: 0,
      calls: 9,
      found: 4,
      held: 1,
      imported: 0,
      neverConnected: 1,
      notOurs: 1,
      waiting: 2,
    })
    const ofA = clients.find(({ id }) => id === a.id)
    expect(ofA).toMatchObject({ found: 3, oldest: new Date(oldest.createdAt).toISOString() })
    expect(clients.find(({ id }) => id === b.id)).toMatchObject({ found: 1, held: 1 })
    expect(estimate.minutes).toBe(1)
    expect(estimate.requests).toBeGreaterThan(1)
    expect(await callsOf(a.id)).toEqual([])
  })

  it('of one client counts the calls of others only', async () => {
    const account = await connectAccount(desk)
    const [a, b] = [await account.client(), await account.client()]
    account.org.addCall({ assistantId: a.assistantID })
    account.org.addCall({ assistantId: b.assistantID })

    const { clients, counts } = await run(account, { clientID: a.id, dryRun: true })

    expect(counts).toMatchObject({ found: 1, notOurs: 1 })
    expect(clients.map(({ id }) => id)).toEqual([a.id])
    expect((await stateOf(account)).run).toBeNull()
  })
})

describe('an import', () => {
  it('stores each call once, at its end, as imported, and sets off nothing', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const client = await account.client({ emailNotifications: true, smsNotifications: true })
    const call = org.addCall({ assistantId: client.assistantID, createdAt: ago(30 * MINUTE) })
    const held = org.addCall({ assistantId: client.assistantID, createdAt: ago(DAY) })
    await org.post(held.id)
    const notified = await countIn('notifications', client.id)

    const first = await run(account)

    expect(first).toMatchObject({ counts: { failed: 0, imported: 1 }, share: 1, state: 'done' })
    const stored = await callsOf(client.id)
    expect(new Map(stored.map(({ source, vapi_call_id }) => [vapi_call_id, source]))).toEqual(
      new Map([
        [call.id, 'imported'],
        [held.id, 'webhook'],
      ]),
    )
    const imported = stored.find(({ vapi_call_id }) => vapi_call_id === call.id)
    expect(imported?.reported_at.getTime()).toBe(call.endedAt)
    expect(await countIn('notifications', client.id)).toBe(notified)
    const { rows } = await desk.sql.query(
      'select 1 from call_summaries where vapi_call_id = $1 and follow_up is not null',
      [call.id],
    )
    expect(rows).toEqual([])
    const deliveries = await countIn('webhook_deliveries', client.id)

    const second = await run(account)

    expect(second.counts).toMatchObject({ found: 0, held: 2, imported: 0 })
    expect(await callsOf(client.id)).toEqual(stored)
    expect(await countIn('webhook_deliveries', client.id)).toBe(deliveries)
  })

  it('knows from its dry run how many calls to expect, and is in the history', async () => {
    const account = await connectAccount(desk)
    const client = await account.client({ businessName: 'Salon Berg' })
    account.org.addCall({ assistantId: client.assistantID })
    await run(account, { clientID: client.id, dryRun: true })

    const { expected } = await run(account, { clientID: client.id })

    expect(expected).toBe(1)
    const { rows } = await desk.sql.query(
      `select action, changes, label from audit_log where document = $1 and action = 'imported'`,
      [client.id],
    )
    expect(rows).toEqual([
      {
        action: 'imported',
        changes: { callsFailed: [null, 0], callsFromVapi: [null, 1], callsHeld: [null, 0] },
        label: 'Salon Berg',
      },
    ])
  })

  it('takes the calls of one client only', async () => {
    const account = await connectAccount(desk)
    const [a, b] = [await account.client(), await account.client()]
    const call = account.org.addCall({ assistantId: a.assistantID })
    account.org.addCall({ assistantId: b.assistantID })

    await run(account, { clientID: a.id })

    expect((await callsOf(a.id)).map(({ vapi_call_id }) => vapi_call_id)).toEqual([call.id])
    expect(await callsOf(b.id)).toEqual([])
  })

  it('leaves calls before the date of their client, and before that of the run', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const [a, b] = [await account.client(), await account.client()]
    for (const { assistantID } of [a, b]) {
      for (const days of [1, 3, 5]) {
        org.addCall({ assistantId: assistantID, createdAt: ago(days * DAY) })
      }
    }
    const froms = { [a.id]: new Date(ago(2 * DAY)).toISOString() }

    const { counts } = await run(account, { from: new Date(ago(4 * DAY)).toISOString(), froms })

    expect(counts).toMatchObject({ before: 1, imported: 3 })
    expect(await callsOf(a.id)).toHaveLength(1)
    expect(await callsOf(b.id)).toHaveLength(2)
  })

  it('meets every call of pages that end within a millisecond', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const { assistantID } = await account.client()
    const at = ago(2 * HOUR)
    org.addCalls(130, () => ({ assistantId: assistantID, createdAt: at, recording: null }))
    org.addCalls(110, (index) => ({
      assistantId: assistantID,
      createdAt: ago(3 * HOUR + Math.floor(index / 3)),
      recording: null,
    }))

    const { counts, state } = await run(account, { dryRun: true })

    expect(state).toBe('done')
    expect(counts).toMatchObject({ calls: 240, found: 240 })
  })

  it('goes as far back as Vapi does, also where that is not known yet', async () => {
    const account = await connectAccount(desk, { retentionDays: 10 })
    const { org } = account
    const { assistantID, id } = await account.client()
    org.addCall({ assistantId: assistantID, createdAt: ago(12 * DAY) })
    const call = org.addCall({ assistantId: assistantID, createdAt: ago(9 * DAY) })

    const { state } = await run(account)

    expect(state).toBe('done')
    expect((await callsOf(id)).map(({ vapi_call_id }) => vapi_call_id)).toEqual([call.id])
  })

  it('asks for calls without content until it is clear that there is none', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    org.modes.isZeroRetention = true
    const { assistantID, id } = await account.client()
    org.addCalls(30, (index) => ({
      assistantId: assistantID,
      createdAt: ago((index + 1) * HOUR),
      recording: null,
    }))

    const { counts } = await run(account)

    expect(counts).toMatchObject({ gained: 0, imported: 30, poor: 30, refetched: 20 })
    expect(await callsOf(id)).toHaveLength(30)
  })

  it.each([
    ['the list is not newest first', 'isAscending', 'failed', 'unordered'],
    ['the account is not paid', 'isUnpaid', 'failed', 'unpaid'],
    ['the key was rolled', 'isKeyRevoked', 'failed', 'key_refused'],
  ] as const)('ends with the reason, as a code, when %s', async (_, mode, state, problem) => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    account.org.addCalls(3, (index) => ({
      assistantId: assistantID,
      createdAt: ago((index + 1) * HOUR),
    }))
    account.org.modes[mode] = true

    const ended = await run(account)

    expect(ended.state).toBe(state)
    expect(ended.problem).toBe(problem)
  })
})

describe('one run of an account at a time', () => {
  it('refuses a second one, and says that another is at work', async () => {
    const account = await connectAccount(desk)
    const client = await account.client()
    await leaveRun(account)

    const answer = await start(account, { dryRun: true })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'IMPORT_RUNNING' }] }, status: 409 })
    expect(await stateOf(account, client.id)).toMatchObject({ otherIsRunning: true, run: null })
    await work()
  })

  it('begins once when two people start it at the same time', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    account.org.addCalls(3, (index) => ({
      assistantId: assistantID,
      createdAt: ago((index + 1) * HOUR),
    }))

    const answers = await Promise.all([start(account), start(account)])

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
    await vi.waitFor(async () => expect((await stateOf(account)).run?.state).toBe('done'), 20_000)
    expect(await callsOf(id)).toHaveLength(3)
  })

  it('is done by one of two processes', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    account.org.addCalls(12, (index) => ({
      assistantId: assistantID,
      createdAt: ago((index + 1) * HOUR),
    }))
    await leaveRun(account)

    await Promise.all([work(), work(), work()])

    expect((await stateOf(account)).run).toMatchObject({
      counts: { calls: 12, imported: 12 },
      state: 'done',
    })
    expect(await callsOf(id)).toHaveLength(12)
    expect(await countIn('webhook_deliveries', id)).toBe(12)
  })
})

describe('a run that did not get to its end', () => {
  const many = async (count: number) => {
    const account = await connectAccount(desk)
    const client = await account.client()
    account.org.modes.listCap = 10
    account.org.addCalls(count, (index) => ({
      assistantId: client.assistantID,
      createdAt: ago((index + 1) * HOUR),
      recording: null,
    }))
    return { account, ...client }
  }

  it('goes on where it was when its process stopped', async () => {
    const { account, id } = await many(30)
    await leaveRun(account)
    const stopping = new AbortController()
    account.org.modes.afterPage = (page) => {
      if (page === 2) stopping.abort()
    }
    await work(stopping.signal)
    account.org.modes.afterPage = null
    const before = (await callsOf(id)).length
    expect(before).toBeLessThan(30)
    expect((await stateOf(account)).run?.state).toMatch(/running|done/)

    await vi.waitFor(async () => expect((await stateOf(account)).run?.state).toBe('done'), 20_000)

    expect((await stateOf(account)).run?.counts).toMatchObject({ calls: 30, imported: 30 })
    expect(await callsOf(id)).toHaveLength(30)
    // The first page was not asked for again: each later one begins where the one before ended.
    const begun = account.lists().map((query) => query.get('createdAtLe') ?? '')
    expect(begun).toEqual([...begun].sort().reverse())
  })

  it('is taken over from a process that died, when its lease has ended', async () => {
    const { account, id } = await many(5)
    await leaveRun(account)
    await desk.sql.query(
      `update vapi_histories set lease = $2, leased_until = now() + interval '1 hour'
      where account_id = $1`,
      [account.id, randomUUID()],
    )
    expect(await work()).toBe(false)
    expect(await callsOf(id)).toEqual([])

    await desk.sql.query(
      `update vapi_histories set leased_until = now() - interval '1 second' where account_id = $1`,
      [account.id],
    )
    expect(await work()).toBe(true)

    expect(await callsOf(id)).toHaveLength(5)
  })

  it('waits, and keeps its place, while Vapi cannot be reached', async () => {
    const { account, id } = await many(5)
    await leaveRun(account)
    account.org.modes.fault = ({ path }) => (path === '/call' ? 'blocked' : undefined)
    await work()
    expect((await stateOf(account)).run).toMatchObject({
      problem: 'blocked',
      state: 'running',
    })

    account.org.modes.fault = null
    await desk.sql.query('update vapi_histories set due_at = now() where account_id = $1', [
      account.id,
    ])
    await work()

    expect(await callsOf(id)).toHaveLength(5)
  })

  it('stops when it is asked to, and what was imported stays', async () => {
    const { account, id } = await many(30)
    account.org.modes.afterPage = (page) => {
      if (page !== 2) return
      void desk.sql.query(
        `update vapi_histories set state = 'stopping' where account_id = $1 and state = 'running'`,
        [account.id],
      )
    }
    await start(account)

    await vi.waitFor(
      async () => expect((await stateOf(account)).run?.state).toBe('stopped'),
      20_000,
    )

    const count = (await callsOf(id)).length
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(30)
    account.org.modes.afterPage = null
    const { counts } = await run(account)
    expect(counts).toMatchObject({ held: count, imported: 30 - count })
  })

  it('ends with its account, and with its client', async () => {
    const { account, id } = await many(3)
    await leaveRun(account)
    await desk.sql.query('update vapi_histories set client_id = $2 where account_id = $1', [
      account.id,
      id,
    ])

    await desk.payload.delete({ collection: 'users', id, overrideAccess: true })

    const { rows } = await desk.sql.query('select 1 from vapi_histories where account_id = $1', [
      account.id,
    ])
    expect(rows).toEqual([])
  })
})

describe('who may', () => {
  it.each([
    ['nobody who is not signed in', undefined, 401],
    ['no client', [], 403],
    ...NEEDED.filter((each) => each !== 'users.view').map(
      (missing) =>
        [`no staff without ${missing}`, NEEDED.filter((one) => one !== missing), 403] as const,
    ),
    ['staff with all of them', NEEDED, 200],
  ] as const)('import past calls: %s', async (_, permissions, status) => {
    const account = await connectAccount(desk)
    const headers =
      permissions === undefined
        ? {}
        : await signedIn(
            desk.payload,
            permissions.length === 0
              ? await makeClient(desk.payload)
              : await makeStaff(desk.payload, permissions),
          )
    const url = urlOf(account)
    const statuses = [
      (await asJSON({ headers, url })).status,
      (await asJSON({ body: {}, headers, url: `${url}/stop` })).status,
      (await asJSON({ body: { dryRun: true }, headers, url })).status,
    ]

    expect(statuses).toEqual([status, status, status === 200 ? 202 : status])
  })

  it('import past calls: no API key', async () => {
    const account = await connectAccount(desk)
    const apiKey = randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: (await makeStaff(desk.payload, NEEDED)).id,
      overrideAccess: true,
    })

    const answer = await asJSON({ headers: withAPIKey(apiKey), url: urlOf(account) })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'NOT_BY_KEY' }] }, status: 403 })
  })

  it('import the calls of a client of another account, or of staff: nobody', async () => {
    const [account, other] = [await connectAccount(desk), await connectAccount(desk)]
    const { id } = await other.client()
    const staff = await makeStaff(desk.payload)

    expect(await start(account, { clientID: id })).toMatchObject({
      body: { errors: [{ code: 'NOT_FOUND' }] },
    })
    expect(await start(account, { clientID: staff.id })).toMatchObject({
      body: { errors: [{ code: 'CLIENTS_ONLY' }] },
    })
    expect((await stateOf(account)).run).toBeNull()
  })

  it.each([
    ['a date that is none', { from: 'yesterday' }],
    ['a date to come', { from: '2999-01-01T00:00:00.000Z' }],
    ['an unknown property', { announce: true }],
  ])('post %s: nobody', async (_, body) => {
    const account = await connectAccount(desk)

    expect(await asJSON({ body, headers: root, url: urlOf(account) })).toMatchObject({
      body: { errors: [{ code: 'BODY_INVALID' }] },
      status: 400,
    })
  })
})
