import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallRow } from '../../../src/vapiAccount/api/callRow'
import type { Connection } from '../../../src/vapiAccount/api/connection'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { FakeOrg } from '../../vapi/fakeOrg'
import { type RecordingMode, tidyModes } from '../../vapi/modes'

const DAY = 86_400_000

let desk: VapiDesk
let org: FakeOrg
let accountID: string
let connection: Connection
let api: Awaited<ReturnType<typeof loadAPI>>

// The configuration is read when it is first imported, so all of this comes after the desk.
const loadAPI = async () => ({
  ...(await import('../../../src/vapiAccount/api/assistants')),
  ...(await import('../../../src/vapiAccount/api/calls')),
  ...(await import('../../../src/vapiAccount/api/checkConnection')),
  ...(await import('../../../src/vapiAccount/api/credentials')),
  ...(await import('../../../src/vapiAccount/api/numbers')),
  ...(await import('../../../src/vapiAccount/api/recordings')),
  ...(await import('../../../src/vapiAccount/api/retention')),
  ...(await import('../../../src/vapiAccount/api/squads')),
  ...(await import('../../../src/vapiAccount/accounts/connect')),
  ...(await import('../../../src/dialler/fetchGuarded')),
})

const connect = async ({
  forPerson = true,
  id = accountID,
  ignoreStatus = true,
}: {
  forPerson?: boolean
  id?: string
  ignoreStatus?: boolean
} = {}): Promise<Connection> => {
  const { signal } = new AbortController()
  const options = { forPerson, ignoreStatus, signal }
  const made = await api.connectionOf(desk.payload, id, options)
  if (!made) throw new Error('There is no connection')
  return made
}

const makeAccount = async (of: FakeOrg): Promise<string> => {
  const id = randomUUID()
  await desk.sql.query(
    `insert into vapi_accounts (id, label, region, key, status, org_id) values ($1, 'Agency', $2, $3, 'ok', $4)`,
    [id, of.region, desk.payload.encrypt(of.key), of.id],
  )
  return id
}

const statusOf = async (id = accountID) => {
  const { rows } = await desk.sql.query<{ problem: null | string; status: string }>(
    'select status::text, problem from vapi_accounts where id = $1',
    [id],
  )
  return rows[0]
}

const idsOf = (answer: Awaited<ReturnType<typeof api.listCalls>>): string[] =>
  answer.ok ? answer.value.rows.map(({ id }) => id) : [answer.problem.kind]

const rowOfCall = async (id: string): Promise<CallRow> => {
  const got = await api.getCall(connection, id)
  if (!got.ok) throw new Error(got.problem.message)
  return got.value.row
}

beforeAll(async () => {
  desk = await startVapiDesk()
  api = await loadAPI()
})
afterAll(() => desk.stop())

beforeEach(async () => {
  org = desk.vapi.addOrg()
  accountID = await makeAccount(org)
  connection = await connect()
})
afterEach(() => {
  vi.restoreAllMocks()
  Object.assign(org.modes, tidyModes())
})

/** Time limits of requests are over after a moment. Others stay. */
const shortenLimits = () => {
  const limit = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) =>
    limit(milliseconds === 20_000 || milliseconds === 60_000 ? 300 : milliseconds),
  )
}

describe('the key', () => {
  it('that Vapi refuses ends the account’s work and is said so, until it works again', async () => {
    org.modes.isKeyRevoked = true
    const refused = await api.listAssistants(connection)
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'key_refused' } })
    expect(await statusOf()).toMatchObject({ status: 'key_refused' })
    expect(await api.listAccounts(desk.payload)).not.toContain(accountID)
    const { signal } = new AbortController()
    expect(await api.connectionOf(desk.payload, accountID, { signal })).toBeNull()
    org.modes.isKeyRevoked = false
    expect(await api.checkConnection(await connect())).toEqual({ ok: true, value: null })
    expect(await statusOf()).toEqual({ problem: null, status: 'ok' })
  })

  it('of another region, or a public one, is refused', async () => {
    const eu = desk.vapi.addOrg({ region: 'eu' })
    eu.addAssistant()
    const euID = await makeAccount(eu)
    const working = await api.listAssistants(await connect({ id: euID }))
    expect(working).toMatchObject({ ok: true, value: [{ orgId: eu.id }] })
    await desk.sql.query(`update vapi_accounts set region = 'us' where id = $1`, [euID])
    const elsewhere = await api.listAssistants(await connect({ id: euID }))
    expect(elsewhere).toMatchObject({ ok: false, problem: { kind: 'key_refused' } })
    await desk.sql.query('update vapi_accounts set key = $2 where id = $1', [
      accountID,
      desk.payload.encrypt(org.publicKey),
    ])
    const published = await api.listAssistants(await connect())
    expect(published).toMatchObject({ ok: false, problem: { kind: 'key_refused' } })
  })

  it('of another organisation is refused, and nothing of that one is read', async () => {
    const other = desk.vapi.addOrg()
    other.addAssistant()
    other.addCall()
    await desk.sql.query('update vapi_accounts set key = $2 where id = $1', [
      accountID,
      desk.payload.encrypt(other.key),
    ])
    connection = await connect()
    for (const ask of [
      () => api.listAssistants(connection),
      () => api.listCalls(connection, { limit: 10 }),
    ]) {
      const answer = await ask()
      expect(answer).toMatchObject({ ok: false, problem: { kind: 'key_refused' } })
    }
  })
})

describe('an answer that is no success', () => {
  it.each([
    ['isUnpaid', 'unpaid', 'unpaid'],
    ['isForbidden', 'forbidden', 'forbidden'],
  ] as const)('%s is told to staff', async (mode, kind, status) => {
    org.modes[mode] = true
    expect(await api.listNumbers(connection)).toMatchObject({ ok: false, problem: { kind } })
    expect(await statusOf()).toMatchObject({ status })
    org.modes[mode] = false
    await api.listNumbers(connection)
    expect(await statusOf()).toMatchObject({ status: 'ok' })
  })

  it.each([
    ['error500', 'unreachable'],
    ['html502', 'unreachable'],
    ['reset', 'unreachable'],
    ['half', 'unreachable'],
    ['blocked', 'blocked'],
  ] as const)('%s is %s, and not a question of the key', async (fault, kind) => {
    org.modes.fault = () => fault
    expect(await api.listSquads(connection)).toMatchObject({ ok: false, problem: { kind } })
    expect(await statusOf()).toMatchObject({ status: 'unreachable' })
  })

  it('that passes is asked again, where nobody waits', async () => {
    let failures = 1
    org.modes.fault = () => {
      failures -= 1
      return failures >= 0 ? 'error500' : undefined
    }
    org.addSquad({ members: [] })
    const before = desk.vapi.requests.length
    const answer = await api.listSquads(await connect({ forPerson: false }))
    expect(answer).toMatchObject({ ok: true, value: [{ members: [] }] })
    expect(desk.vapi.requests.slice(before).map(({ status }) => status)).toEqual([500, 200])
  })

  it('does not come: after the time limit the request counts as lost', async () => {
    shortenLimits()
    org.modes.fault = () => 'hang'
    const answer = await api.listSquads(connection)
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unreachable' } })
  })

  it('never repeats the key or what was sent', async () => {
    const secret = 'a credential of tests that nobody sees'
    org.modes.fault = ({ body, headers }) => ({
      body: { message: `${headers.authorization} sent ${JSON.stringify(body)}`, statusCode: 400 },
      status: 400,
    })
    const authenticationPlan = { token: secret, type: 'bearer' }
    const answer = await api.createCredential(connection, { authenticationPlan, name: 'Desk' })
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'invalid' } })
    expect(JSON.stringify(answer)).not.toContain(secret)
    expect(JSON.stringify(answer)).not.toContain(org.key)
  })
})

describe('the turn of an account', () => {
  const freeFor = async () => {
    const { rows } = await desk.sql.query<{ seconds: number }>(
      `select extract(epoch from free_at - clock_timestamp())::float8 as seconds from vapi_turns
       where account_id = $1`,
      [accountID],
    )
    return rows[0]?.seconds ?? 0
  }
  beforeEach(() => desk.sql.query('alter table vapi_turns disable trigger no_pauses'))
  afterEach(() => desk.sql.query('alter table vapi_turns enable trigger no_pauses'))

  it('lets requests through one at a time, with a pause between them', async () => {
    const before = desk.vapi.requests.length
    const others = await Promise.all([connect(), connect({ forPerson: false })])
    await Promise.all([connection, ...others].map((each) => api.listSquads(each)))
    const times = desk.vapi.requests.slice(before).map(({ receivedAt }) => receivedAt)
    expect(times).toHaveLength(3)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(600)
  })

  it.each([
    ['as long as a 429 says', { retryAfter: 600 }, 'rate_limited', [500, 600]],
    ['half a minute after a 429 that does not say', { retryAfter: null }, 'rate_limited', [15, 30]],
  ] as const)(
    'pauses %s, for the whole account',
    async (_, { retryAfter }, kind, [least, most]) => {
      org.modes.rateLimit = { blockMs: 21_000, requests: 0, retryAfter, windowMs: 60_000 }
      expect(await api.listSquads(connection)).toMatchObject({ ok: false, problem: { kind } })
      const seconds = await freeFor()
      expect(seconds).toBeGreaterThan(least)
      expect(seconds).toBeLessThanOrEqual(most)
      expect(await statusOf()).toMatchObject({ status: 'ok' })
    },
  )

  it('pauses a quarter of an hour when the network before Vapi blocks it', async () => {
    org.modes.fault = () => 'blocked'
    await api.listSquads(connection)
    expect(await freeFor()).toBeGreaterThan(800)
  })
})

describe('lists of calls', () => {
  const at = (index: number) => desk.vapi.clock.now() - 2 * DAY + index

  it('come as Vapi has them, whatever a mode does to them', async () => {
    const { id: assistantId } = org.addAssistant()
    const calls = org.addCalls(60, (index) => ({ assistantId, createdAt: at(index) }))
    const newest = calls.map(({ id }) => id).reverse()
    expect(idsOf(await api.listCalls(connection, { limit: 100 }))).toEqual(newest)
    org.modes.listCap = 50
    expect(idsOf(await api.listCalls(connection, { limit: 100 }))).toEqual(newest.slice(0, 50))
    org.modes.listCap = null
    org.modes.isAscending = true
    expect(idsOf(await api.listCalls(connection, { limit: 100 }))).toEqual([...newest].reverse())
    org.modes.isAscending = false
    const filtered = () => api.listCalls(connection, { assistantId, limit: 100 })
    expect(idsOf(await filtered())).toEqual(newest)
    org.modes.assistantFilterIsEmpty = true
    expect(idsOf(await filtered())).toEqual([])
    const from = new Date(at(10))
    const range = { createdAtGe: from, createdAtLe: new Date(at(20)), limit: 100 }
    expect(idsOf(await api.listCalls(connection, range))).toEqual(newest.slice(39, 50))
    const changed = await api.listCalls(connection, { limit: 100, updatedAtGe: new Date(at(DAY)) })
    expect(idsOf(changed)).toEqual([])
  })

  it('of many megabytes are parsed as small ones are', async () => {
    const transcript = 'User: a long story that goes on and on.\n'.repeat(100)
    const calls = org.addCalls(120, (index) => ({ createdAt: at(index), transcript }))
    org.addCall({ createdAt: at(500), id: 'empty', startedAt: null })
    const large = await api.listCalls(connection, { limit: 200 }, { withText: true })
    if (!large.ok) throw new Error(large.problem.message)
    expect(large.value.received).toBe(121)
    const [empty, last] = large.value.rows
    expect(empty).toMatchObject({ hasContent: false, id: 'empty', startedAt: null })
    expect(last).toMatchObject({ hasContent: true, id: calls[119]?.id })
    expect(JSON.parse(last?.text ?? '')).toMatchObject({ artifact: { transcript } })
    const single = await rowOfCall(calls[119]?.id ?? '')
    const { text: _, ...parsed } = last ?? {}
    expect(parsed).toEqual(single)
  })

  it('that take too long are given up, so that less can be asked for', async () => {
    shortenLimits()
    org.addCall()
    org.modes.slowFrom = 1_000
    const slow = await api.listCalls(connection, { limit: 1_000 }, { retries: false })
    expect(slow).toMatchObject({ ok: false, problem: { kind: 'unreachable' } })
    expect(idsOf(await api.listCalls(connection, { limit: 500 }))).toHaveLength(1)
  })

  it('have calls of every kind', async () => {
    const kinds = [
      { id: 'scheduled', status: 'scheduled' },
      { id: 'queued', status: 'queued' },
      { id: 'ringing', status: 'ringing' },
      { id: 'running', status: 'in-progress' },
    ]
    const earliestAt = new Date(at(3 * DAY)).toISOString()
    for (const kind of kinds) {
      org.addCall({ ...kind, body: { schedulePlan: { earliestAt } }, startedAt: null })
    }
    org.addCall({ id: 'web', type: 'webCall' })
    org.addCall({ endedReason: 'a-reason-of-tomorrow', id: 'odd' })
    const server = { url: 'https://elsewhere.example/' }
    org.addCall({ body: { assistant: { server } }, id: 'transient' })
    org.addCall({ body: { assistantOverrides: { server, serverMessages: ['hang'] } }, id: 'over' })
    for (const { id, status } of kinds) {
      expect(await rowOfCall(id)).toMatchObject({ endedAt: null, status })
    }
    expect((await rowOfCall('scheduled')).scheduledFor?.toISOString()).toBe(earliestAt)
    expect(await rowOfCall('web')).toMatchObject({ type: 'webCall' })
    expect(await rowOfCall('odd')).toMatchObject({ endedReason: 'a-reason-of-tomorrow' })
    expect(await rowOfCall('transient')).toMatchObject({
      assistantID: null,
      overridesMessages: false,
      serverURLs: [server.url],
    })
    expect(await rowOfCall('over')).toMatchObject({ overridesMessages: true })
  })

  it('say that nothing is kept by having no content', async () => {
    const { id } = org.addCall()
    expect((await rowOfCall(id)).hasContent).toBe(true)
    org.modes.isZeroRetention = true
    expect(await rowOfCall(id)).toMatchObject({ hasContent: false, status: 'ended' })
  })
})

describe('retention', () => {
  it('is learned from the error, once a week', async () => {
    org.modes.retentionDays = 60
    expect(await api.learnRetention(connection)).toEqual({ ok: true, value: 60 })
    const before = desk.vapi.requests.length
    expect(await api.learnRetention(await connect())).toEqual({ ok: true, value: 60 })
    expect(desk.vapi.requests).toHaveLength(before)
  })

  it('that is not named is no limit', async () => {
    org.modes.retentionDays = null
    expect(await api.learnRetention(connection)).toEqual({ ok: true, value: null })
  })

  it('tells a call that is past it from one that is gone', async () => {
    org.modes.retentionDays = 14
    const { id } = org.addCall({ createdAt: desk.vapi.clock.now() - 20 * DAY })
    const old = { days: 14, kind: 'retention' }
    expect(await api.getCall(connection, id)).toMatchObject({ ok: false, problem: old })
    expect(await api.recordingOf(connection, id)).toMatchObject({ ok: false, problem: old })
    const gone = { ok: false, problem: { kind: 'gone' } }
    expect(await api.getCall(connection, randomUUID())).toMatchObject(gone)
  })
})

describe('assistants, numbers and squads', () => {
  it('are read without prompts and without the secrets of carriers', async () => {
    const tools = [
      { function: { name: 'book' }, type: 'function' },
      { function: { name: 'own' }, server: { url: 'https://t.example/' }, type: 'function' },
    ]
    const assistant = org.addAssistant({
      body: { model: { messages: [{ content: 'a private prompt' }], tools } },
      server: { secret: 'of old', url: 'https://old.example/' },
    })
    const number = org.addNumber({ assistantId: assistant.id })
    const squad = org.addSquad({ members: [assistant.id] })
    org.hands.overrideInSquad(squad.id, assistant.id, {
      assistantOverrides: { server: { url: 'https://squad.example/' } },
      assistantVersion: 'v1',
    })
    const assistants = await api.listAssistants(connection)
    const numbers = await api.listNumbers(connection)
    const squads = await api.listSquads(connection)
    expect(assistants).toMatchObject({
      ok: true,
      value: [
        {
          id: assistant.id,
          isServerUrlSecretSet: true,
          latestVersion: 'v1',
          server: { url: 'https://old.example/' },
          toolsWithoutServer: ['book'],
        },
      ],
    })
    expect(numbers).toMatchObject({
      ok: true,
      value: [{ assistantID: assistant.id, id: number.id }],
    })
    expect(squads).toMatchObject({
      ok: true,
      value: [{ members: [{ hasServerOverride: true, pinnedVersion: 'v1' }] }],
    })
    const all = JSON.stringify([assistants, numbers, squads])
    for (const secret of ['a private prompt', 'of old', 'leak-']) expect(all).not.toContain(secret)
  })

  it('are all found where there are more than a page', async () => {
    const from = desk.vapi.clock.now() - DAY
    for (let index = 0; index < 1_005; index += 1) {
      // Several of one ms at the edge of the page.
      org.addAssistant({ createdAt: from + Math.floor(index / 10) })
    }
    const answer = await api.listAssistants(connection)
    expect(answer.ok && new Set(answer.value.map(({ id }) => id)).size).toBe(1_005)
  })
})

describe('writing an assistant', () => {
  const server = { timeoutSeconds: 20, url: 'https://desk.test/api/v1/vapi/webhook/of-tests/' }
  const serverMessages = ['end-of-call-report']

  it('sends exactly two keys, and gives what Vapi then has', async () => {
    const { id } = org.addAssistant({ server: { url: 'https://old.example/' } })
    const answer = await api.patchAssistant(connection, id, { server, serverMessages })
    expect(answer).toMatchObject({
      ok: true,
      value: { latestVersion: 'v2', server, serverMessages },
    })
    const sent = desk.vapi.requests.at(-1)
    expect(sent).toMatchObject({ body: { server, serverMessages }, method: 'PATCH' })
    expect(Object.keys(Object(sent?.body)).sort()).toEqual(['server', 'serverMessages'])
    org.modes.versions = false
    expect(await api.getAssistant(connection, id)).toMatchObject({
      ok: true,
      value: { latestVersion: null },
    })
  })

  it('shows what Vapi says when it refuses: what is stored, null, an unknown credential', async () => {
    const { id } = org.addAssistant({ server })
    org.modes.storedProblem = 'The voice provider is not HIPAA compliant'
    const refused = { kind: 'invalid', message: org.modes.storedProblem }
    expect(await api.patchAssistant(connection, id, { server, serverMessages })).toEqual({
      ok: false,
      problem: refused,
    })
    org.modes.storedProblem = null
    org.modes.serverNull = 'refused'
    const cleared = () => api.patchAssistant(connection, id, { server: null, serverMessages })
    expect(await cleared()).toMatchObject({ ok: false, problem: { kind: 'invalid' } })
    org.modes.serverNull = 'ignored'
    expect(await cleared()).toMatchObject({ ok: true, value: { serverURL: server.url } })
    org.modes.serverNull = 'clears'
    expect(await cleared()).toMatchObject({ ok: true, value: { server: null, serverURL: null } })
    const wrong = { ...server, credentialId: 'of-nobody' }
    const answer = await api.patchAssistant(connection, id, { server: wrong, serverMessages })
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'invalid' } })
  })

  it.each([
    ['after', server.url],
    ['before', null],
  ] as const)(
    'is sent once when no answer comes; a GET says that it was hung %s',
    async (when, url) => {
      shortenLimits()
      const { id } = org.addAssistant()
      org.modes.patchHangs = when
      const before = desk.vapi.requests.length
      const loop = await connect({ forPerson: false })
      expect(await api.patchAssistant(loop, id, { server, serverMessages })).toMatchObject({
        ok: false,
        problem: { kind: 'unreachable' },
      })
      expect(desk.vapi.requests).toHaveLength(before + 1)
      const found = await api.getAssistant(connection, id)
      expect(found).toMatchObject({ ok: true, value: { serverURL: url } })
    },
  )

  it('sees what other hands did, and that an assistant is gone', async () => {
    const { id } = org.addAssistant({ server: { url: 'https://old.example/' } })
    const publish = org.hands.draft(id)
    await api.patchAssistant(connection, id, { server, serverMessages })
    publish()
    const read = async () => await api.getAssistant(connection, id)
    expect(await read()).toMatchObject({ ok: true, value: { serverURL: 'https://old.example/' } })
    org.hands.deleteAssistant(id)
    expect(await read()).toMatchObject({ ok: false, problem: { kind: 'gone' } })
  })
})

describe('credentials', () => {
  it('are made, listed and deleted; where Vapi has none, that is said', async () => {
    const authenticationPlan = { token: 'a bearer of tests', type: 'bearer' }
    const made = await api.createCredential(connection, { authenticationPlan, name: 'Desk' })
    expect(made).toMatchObject({ ok: true, value: { name: 'Desk', provider: 'custom-credential' } })
    expect(await api.listCredentials(connection)).toMatchObject({ ok: true, value: [{}] })
    const id = made.ok ? made.value.id : ''
    expect(await api.deleteCredential(connection, id)).toEqual({ ok: true, value: null })
    const again = await api.deleteCredential(connection, id)
    expect(again).toMatchObject({ ok: false, problem: { kind: 'gone' } })
    org.modes.credentials = 'missing'
    const none = { ok: false, problem: { kind: 'wrong_route' } }
    expect(await api.listCredentials(connection)).toMatchObject(none)
    const refused = await api.createCredential(connection, { authenticationPlan, name: 'Desk' })
    expect(refused).toMatchObject(none)
  })
})

describe('recordings', () => {
  const fetched = async (callID: string) => {
    const recording = await api.recordingOf(connection, callID)
    if (!recording.ok) return recording.problem.kind
    if (recording.value.kind === 'body') {
      const chunks: Uint8Array[] = []
      for await (const chunk of recording.value.body) chunks.push(chunk)
      return Buffer.concat(chunks).byteLength
    }
    const answer = await api.fetchGuarded({
      deadlineMs: 5_000,
      hosts: [desk.vapi.storageURL],
      signal: new AbortController().signal,
      url: recording.value.location.href,
    })
    if (!answer.ok) return answer.why
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    return answer.status === 200 ? Buffer.concat(chunks).byteLength : answer.status
  }

  it.each<[RecordingMode, number | string]>([
    ['redirect', 64_044],
    ['direct', 64_044],
    ['none', 'gone'],
    ['archived', 403],
    ['http', 'not_https'],
    ['private', 'host_not_allowed'],
    ['elsewhere', 'not_https'],
    ['no_location', 'invalid'],
  ])('in mode %s give %s, and no key goes to the storage', async (mode, expected) => {
    const { id } = org.addCall()
    org.modes.recordings = mode
    expect(await fetched(id)).toBe(expected)
    expect(desk.vapi.storage.authorized).toBe(0)
  })
})

describe('counts', () => {
  it('are the same as numbers and as strings', async () => {
    const assistantId = org.addAssistant().id
    org.addCalls(3, () => ({ assistantId }))
    const now = desk.vapi.clock.now()
    const range = { end: new Date(now), start: new Date(now - 2 * DAY) }
    const counted = await api.countCalls(connection, range)
    expect(counted).toMatchObject({
      ok: true,
      value: [{ assistantID: assistantId, calls: 3, status: 'ended' }],
    })
    org.modes.analyticsAsText = true
    expect(await api.countCalls(connection, range)).toEqual(counted)
  })
})
