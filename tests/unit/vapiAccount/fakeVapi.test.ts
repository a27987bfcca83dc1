import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { stopServer } from '../../../src/server/http/stopServer'
import type { FakeOrg } from '../../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../../vapi/fakeVapi'
import { tone } from '../../vapi/tone'
import { rowOf } from '../../vapi/types'

const AGENT = 'client-desk/1.0'
const DAY = 86_400_000

let vapi: FakeVapi
let org: FakeOrg

beforeEach(async () => {
  vapi = await startFakeVapi({ now: Date.parse('2026-09-15T12:00:00.000Z') })
  org = vapi.addOrg()
})
afterEach(async () => {
  vapi.forgive()
  await vapi.stop()
})

type Got = { body: unknown; headers: Headers; status: number; text: string }

const ask = async (
  path: string,
  {
    agent = AGENT,
    base = vapi.apiURL,
    body,
    key = org.key,
    method = body === undefined ? 'GET' : 'PATCH',
    patience = 10_000,
  }: {
    agent?: string
    base?: string
    body?: unknown
    key?: null | string
    method?: string
    patience?: number
  } = {},
): Promise<Got> => {
  const response = await fetch(`${base}${path}`, {
    headers: {
      ...(agent === '' ? {} : { 'user-agent': agent }),
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    read = undefined
  }
  return { body: read, headers: response.headers, status: response.status, text }
}

const rows = ({ body }: Got) => (Array.isArray(body) ? body.map(rowOf) : [])
const ids = (got: Got) => rows(got).map(({ id }) => id)
const message = ({ body }: Got) => rowOf(body).message

/** A receiver of webhooks that answers as told. */
const startReceiver = async (statuses: readonly number[] = []) => {
  const posts: { body: string; headers: IncomingMessage['headers']; path: string }[] = []
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    incoming.on('end', () => {
      posts.push({ body, headers: incoming.headers, path: incoming.url ?? '' })
      outgoing.writeHead(statuses[posts.length - 1] ?? 200, { location: '/elsewhere' }).end('{}')
    })
  })
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  vapi.reach('https://desk.test', `http://127.0.0.1:${port}`)
  return { posts, stop: () => stopServer({ milliseconds: 100, server }) }
}

describe('who may ask', () => {
  it('needs the private key of the region, and says nothing else to others', async () => {
    const eu = vapi.addOrg({ region: 'eu' })
    expect(await ask('/call', { key: null })).toMatchObject({ status: 401 })
    expect(message(await ask('/call', { key: null }))).toBe('Missing Authorization Header.')
    for (const key of ['unknown', org.publicKey, eu.key]) {
      const got = await ask('/call', { key })
      expect([got.status, String(message(got))]).toEqual([
        401,
        expect.stringMatching(/^Invalid Key/),
      ])
    }
    expect((await ask('/call', { base: vapi.euURL, key: eu.key })).status).toBe(200)
    org.modes.isKeyRevoked = true
    expect((await ask('/call')).status).toBe(401)
    org.modes.isKeyRevoked = false
    const old = org.key
    org.rollKey('another-private-key')
    expect((await ask('/call', { key: old })).status).toBe(401)
    expect((await ask('/call')).status).toBe(200)
  })

  it('refuses programs without a name with HTML, as the network before Vapi does', async () => {
    for (const agent of ['', 'node', 'undici']) {
      const got = await ask('/call', { agent })
      expect([got.status, got.body, got.text]).toEqual([
        403,
        undefined,
        expect.stringContaining('error code: 1010'),
      ])
    }
    expect(vapi.unexpected).toHaveLength(3)
  })

  it('keeps organisations apart', async () => {
    const other = vapi.addOrg()
    const call = other.addCall()
    expect((await ask(`/call/${call.id}`)).status).toBe(404)
    expect(ids(await ask('/call'))).toEqual([])
  })

  it('can be unpaid or forbid everything', async () => {
    org.modes.isUnpaid = true
    expect((await ask('/call')).status).toBe(402)
    org.modes.isUnpaid = false
    org.modes.isForbidden = true
    expect(await ask('/call')).toMatchObject({ body: { statusCode: 403 }, status: 403 })
  })
})

describe('strictness', () => {
  it.each([
    ['/call?page=2', ['property page should not exist']],
    ['/call?limit=1001', ['limit must not be greater than 1000']],
    ['/call?limit=ten', ['limit must be a number conforming to the specified constraints']],
    ['/assistant?assistantId=x', ['property assistantId should not exist']],
  ])('refuses %s with a list of problems', async (path, problems) => {
    const got = await ask(path)
    expect([got.status, message(got)]).toEqual([400, problems])
  })

  it('has no other routes, and remembers who asked for one', async () => {
    const got = await ask('/v2/call')
    expect([got.status, message(got)]).toEqual([404, 'Cannot GET /v2/call'])
    expect(vapi.unexpected).toEqual([expect.stringContaining('GET /v2/call')])
    await expect(vapi.stop()).rejects.toThrow('GET /v2/call')
    vapi = await startFakeVapi()
  })

  it.each(['id', 'orgId', 'createdAt', 'updatedAt', 'isServerUrlSecretSet', 'latestVersion'])(
    'refuses a PATCH that has %s of a GET',
    async (key) => {
      const { id } = org.addAssistant()
      const got = await ask(`/assistant/${id}`, { body: { [key]: 'x' } })
      expect([got.status, message(got)]).toEqual([400, [`property ${key} should not exist`]])
    },
  )
})

describe('lists of calls', () => {
  const at = (milliseconds: number) => Date.parse('2026-09-14T08:00:00.000Z') + milliseconds

  it('are bare, newest first, 100 long, and filtered to the ms', async () => {
    const calls = org.addCalls(150, (index) => ({ createdAt: at(index) }))
    const all = await ask('/call')
    expect(rows(all)).toHaveLength(100)
    expect(ids(all)[0]).toBe(calls[149]?.id)
    const date = (index: number) => encodeURIComponent(new Date(at(index)).toISOString())
    const count = async (query: string) => rows(await ask(`/call?limit=1000&${query}`)).length
    expect(await count(`createdAtGe=${date(10)}&createdAtLe=${date(20)}`)).toBe(11)
    expect(await count(`createdAtGt=${date(10)}&createdAtLt=${date(20)}`)).toBe(9)
    const { id } = org.addCall({ createdAt: at(-DAY), updatedAt: at(500) })
    for (const end of ['Ge', 'Le']) {
      expect(ids(await ask(`/call?id=${id}&updatedAt${end}=${date(500)}`))).toEqual([id])
    }
    for (const end of ['Gt', 'Lt']) {
      expect(ids(await ask(`/call?id=${id}&updatedAt${end}=${date(500)}`))).toEqual([])
    }
  })

  it('can be ascending, capped, without their filter, too slow, and change between pages', async () => {
    const assistant = org.addAssistant()
    org.addCalls(60, (index) => ({ assistantId: assistant.id, createdAt: at(index) }))
    const first = ids(await ask('/call'))[0]
    expect(ids(await ask(`/call?assistantId=${assistant.id}`))).toHaveLength(60)
    org.modes.listCap = 50
    expect(rows(await ask('/call'))).toHaveLength(50)
    org.modes.isAscending = true
    expect(ids(await ask('/call'))[0]).not.toBe(first)
    org.modes.assistantFilterIsEmpty = true
    expect(rows(await ask(`/call?assistantId=${assistant.id}`))).toEqual([])
    org.modes.isAscending = false
    org.modes.afterPage = () => {
      org.hands.deleteCall(String(first))
      org.addCall({ createdAt: at(1_000), id: 'a-new-call' })
    }
    expect(ids(await ask('/call?limit=1'))).toEqual([first])
    expect(ids(await ask('/call?limit=1'))).toEqual(['a-new-call'])
    org.modes.slowFrom = 1_000
    await expect(ask('/call?limit=1000', { patience: 300 })).rejects.toThrow(/timeout|aborted/)
  })

  it('has every kind of call, with nulls and unknown keys', async () => {
    org.addCall({ id: 'queued', startedAt: null, status: 'queued' })
    org.addCall({ id: 'web', type: 'webCall' })
    org.addCall({ body: { assistant: { name: 'Once' } }, endedReason: 'new-reason', id: 'odd' })
    const found = new Map(rows(await ask('/call')).map((row) => [row.id, row]))
    expect(found.get('queued')).toMatchObject({ endedAt: null, startedAt: null, status: 'queued' })
    expect(found.get('web')).not.toHaveProperty('customer')
    expect(found.get('odd')).toMatchObject({
      assistant: { name: 'Once' },
      assistantId: null,
      endedReason: 'new-reason',
      someNewKeyOfVapi: {},
    })
  })
})

describe('after the end of a call', () => {
  it('settles: analysis after seconds, the cost after an hour, an output the next day', async () => {
    org.modes.withLateOutputs = true
    const { id } = org.addCall({ cost: 0.2, correctedCost: 0.25, endedAt: null })
    org.endCall(id)
    const read = async () => rowOf((await ask(`/call/${id}`)).body)
    const now = await read()
    expect(now).toMatchObject({ analysis: null, cost: 0, status: 'ended' })
    await vapi.clock.move(5_000)
    const settled = await read()
    expect(settled).toMatchObject({ analysis: { summary: expect.any(String) }, cost: 0.2 })
    expect(org.deliveries).toMatchObject([{ callID: id, notSent: 'no_url' }])
    await vapi.clock.move(3_600_000)
    const corrected = await read()
    expect(corrected.cost).toBe(0.25)
    await vapi.clock.move(DAY)
    const late = await read()
    expect(JSON.stringify(late.artifact)).toContain('Late output')
    const times = [now, settled, corrected, late].map(({ updatedAt }) => String(updatedAt))
    expect(times).toEqual([...new Set(times)].sort())
  })

  it('keeps nothing where nothing is kept', async () => {
    org.modes.isZeroRetention = true
    const { id } = org.addCall({ summary: 'private words' })
    const got = await ask(`/call/${id}`)
    expect(got.text).not.toContain('private words')
    expect(rowOf(got.body)).not.toHaveProperty('artifact')
    expect((await ask(`/call/${id}/mono-recording`)).status).toBe(404)
  })
})

describe('retention', () => {
  it('refuses what is older than the window, which moves with the clock', async () => {
    const from = (days: number) => `/call?createdAtGe=${vapi.clock.ago(days * DAY)}`
    const { id } = org.addCall({ createdAt: vapi.clock.now() - 13.9 * DAY })
    expect(ids(await ask(from(13.95)))).toEqual([id])
    expect(message(await ask(from(15)))).toContain('only covers the last 14 days')
    await vapi.clock.move(DAY)
    for (const path of [`/call/${id}`, `/call/${id}/mono-recording`]) {
      const got = await ask(path)
      expect([got.status, String(message(got))]).toEqual([400, expect.stringContaining('14 days')])
    }
    expect(ids(await ask('/call'))).toEqual([])
    org.modes.retentionDays = 60
    expect((await ask(`/call/${id}`)).status).toBe(200)
    org.modes.refusedAfterDays = 12
    expect(message(await ask(from(13)))).toContain('last 60 days')
    org.modes.refusedAfterDays = null
    org.modes.retentionDays = null
    expect((await ask(from(400))).status).toBe(200)
  })
})

describe('an assistant', () => {
  const server = { timeoutSeconds: 20, url: 'https://desk.test/hook/' }

  it('replaces top-level keys whole, leaves others, and hides its secret', async () => {
    const { id } = org.addAssistant({
      server: { headers: { 'x-old': 'a' }, secret: 'old secret', url: 'https://old.example/' },
    })
    const before = rowOf((await ask(`/assistant/${id}`)).body)
    expect(before).toMatchObject({ isServerUrlSecretSet: true, latestVersion: 'v1' })
    expect(JSON.stringify(before)).not.toContain('old secret')
    const got = await ask(`/assistant/${id}`, { body: { server } })
    const after = rowOf(got.body)
    expect(rowOf(after.server)).toMatchObject({ ...server, headers: null })
    expect(after).toMatchObject({
      isServerUrlSecretSet: false,
      latestVersion: 'v2',
      model: before.model,
    })
    const again = rowOf((await ask(`/assistant/${id}`, { body: { server } })).body)
    expect([again.latestVersion, again.updatedAt]).toEqual(['v2', after.updatedAt])
    org.modes.versions = false
    expect(rowOf((await ask(`/assistant/${id}`)).body).latestVersion).toBeNull()
  })

  it('clears its server with null, or refuses or ignores that', async () => {
    const { id } = org.addAssistant({ server })
    const clear = () => ask(`/assistant/${id}`, { body: { server: null } })
    org.modes.serverNull = 'refused'
    expect((await clear()).status).toBe(400)
    org.modes.serverNull = 'ignored'
    expect(rowOf((await clear()).body).server).toMatchObject(server)
    org.modes.serverNull = 'clears'
    expect(rowOf((await clear()).body)).not.toHaveProperty('server')
  })

  it.each([
    [{ url: 'http://plain.example/' }, 'https'],
    [{ url: 'https://a.example/', timeoutSeconds: 301 }, 'timeoutSeconds'],
    [{ url: 'https://a.example/', headers: null }, 'must not be null'],
    [{ url: 'https://a.example/', credentialId: 'nobody' }, "Couldn't find credential"],
    [{ url: 'https://a.example/', backoffPlan: { maxRetries: 11, type: 'fixed' } }, 'maxRetries'],
    [{ url: 'https://a.example/', colour: 'red' }, 'should not exist'],
  ])('refuses a server block that is wrong: %j', async (wrong, why) => {
    const { id } = org.addAssistant()
    const got = await ask(`/assistant/${id}`, { body: { server: wrong } })
    expect([got.status, String(message(got))]).toEqual([400, expect.stringContaining(why)])
  })

  it('may be refused for what is stored, and hang before or after it is written', async () => {
    const { id } = org.addAssistant()
    org.modes.storedProblem = 'voice provider is not HIPAA compliant'
    expect(message(await ask(`/assistant/${id}`, { body: { server } }))).toContain('HIPAA')
    org.modes.storedProblem = null
    for (const [when, name] of [
      ['before', 'One'],
      ['after', 'Two'],
    ] as const) {
      org.modes.patchHangs = when
      await expect(ask(`/assistant/${id}`, { body: { name }, patience: 300 })).rejects.toThrow(
        /timeout|aborted/,
      )
    }
    expect(org.assistant(id).name).toBe('Two')
  })

  it('is written by other hands: drafts, restored versions, third parties', async () => {
    const { id } = org.addAssistant({ server: { secret: 's', url: 'https://old.example/' } })
    const publish = org.hands.draft(id)
    await ask(`/assistant/${id}`, { body: { server } })
    publish()
    expect(rowOf(org.assistant(id).server).url).toBe('https://old.example/')
    expect(org.assistant(id)).toMatchObject({ isServerUrlSecretSet: true, latestVersion: 'v3' })
    org.hands.restoreVersion(id)
    expect(rowOf(org.assistant(id).server).url).toBe(server.url)
    org.modes.beforePatch = (assistantID) => org.hands.patch(assistantID, { name: 'Theirs' })
    expect(rowOf((await ask(`/assistant/${id}`, { body: { server } })).body).name).toBe('Theirs')
    org.hands.deleteAssistant(id)
    expect((await ask(`/assistant/${id}`)).status).toBe(404)
    expect(ids(await ask('/assistant'))).toEqual([])
  })
})

describe('numbers and squads', () => {
  it('show secrets of Twilio, and demand the provider in a PATCH', async () => {
    const { id } = org.addNumber()
    const shown = rowOf((await ask(`/phone-number/${id}`)).body)
    expect(vapi.leaks.texts()).toContain(shown.twilioAuthToken)
    const server = { url: 'https://desk.test/hook/' }
    expect((await ask(`/phone-number/${id}`, { body: { server } })).status).toBe(400)
    const written = await ask(`/phone-number/${id}`, { body: { provider: 'twilio', server } })
    expect(rowOf(rowOf(written.body).server).url).toBe(server.url)
    const page = rowOf((await ask('/v2/phone-number?search=main&page=1&limit=1')).body)
    expect(page).toMatchObject({ metadata: { totalItems: 1 }, results: [{ id }] })
  })

  it('can be repointed, and override the server of a member', async () => {
    const assistant = org.addAssistant()
    const number = org.addNumber({ assistantId: assistant.id })
    const squad = org.addSquad({ members: [assistant.id] })
    org.hands.repoint(number.id, { squadId: squad.id })
    org.hands.overrideInSquad(squad.id, assistant.id, { assistantVersion: 'v1' })
    expect((await ask(`/phone-number/${number.id}`)).body).toMatchObject({
      assistantId: null,
      squadId: squad.id,
    })
    expect((await ask(`/squad/${squad.id}`)).body).toMatchObject({
      members: [{ assistantId: assistant.id, assistantVersion: 'v1' }],
    })
  })
})

describe('credentials', () => {
  const bearer = {
    authenticationPlan: { token: 'a bearer of tests', type: 'bearer' },
    name: 'Client desk, Rossi',
    provider: 'custom-credential',
  }

  it('are made, listed, changed and deleted without showing what they prove with', async () => {
    const made = await ask('/credential', { body: bearer, method: 'POST' })
    expect([made.status, made.text.includes('a bearer of tests')]).toEqual([201, false])
    const id = String(rowOf(made.body).id)
    expect(ids(await ask('/credential?limit=1000'))).toEqual([id])
    await ask(`/credential/${id}`, { body: { name: 'Other' } })
    expect(rowOf((await ask(`/credential/${id}`)).body).name).toBe('Other')
    expect((await ask(`/credential/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await ask(`/credential/${id}`)).status).toBe(404)
    const long = { ...bearer, name: 'x'.repeat(41) }
    expect((await ask('/credential', { body: long, method: 'POST' })).status).toBe(400)
    org.modes.credentials = 'missing'
    expect(message(await ask('/credential'))).toBe('Cannot GET /credential')
  })
})

describe('recordings', () => {
  it('are real audio of the length that is asked for', () => {
    const file = Buffer.from(tone(3))
    const bytesPerSecond = file.readUInt32LE(28)
    expect([file.toString('latin1', 0, 4), file.toString('latin1', 8, 15)]).toEqual([
      'RIFF',
      'WAVEfmt',
    ])
    expect(file.readUInt32LE(4)).toBe(file.byteLength - 8)
    expect(file.readUInt32LE(40) / bytesPerSecond).toBe(3)
    expect(new Set(file.subarray(44)).size).toBeGreaterThan(100)
  })

  it('lead to links that live 30 minutes, never take our key, and serve ranges', async () => {
    const { id } = org.addCall()
    const locate = async () => (await ask(`/call/${id}/mono-recording`)).headers.get('location')
    const [first, second] = [await locate(), await locate()]
    expect(first).not.toBe(second)
    const link = String(second)
    const whole = await fetch(link)
    const bytes = new Uint8Array(await whole.arrayBuffer())
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    const part = await fetch(link, { headers: { range: 'bytes=44-143' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 44-143/${bytes.byteLength}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(44, 144))
    expect((await fetch(link, { headers: { range: 'bytes=9999999-' } })).status).toBe(416)
    expect((await fetch(link, { headers: { authorization: 'Bearer x' } })).status).toBe(400)
    expect(vapi.storage.authorized).toBe(1)
    await vapi.clock.move(30 * 60_000)
    expect((await fetch(link)).status).toBe(403)
  })

  it('can be direct, absent, archived, or lead where nobody should go', async () => {
    const { id } = org.addCall()
    const get = () => ask(`/call/${id}/mono-recording`)
    org.modes.recordings = 'direct'
    expect((await get()).headers.get('content-type')).toBe('audio/wav')
    org.modes.recordings = 'none'
    expect((await get()).status).toBe(404)
    org.modes.recordings = 'archived'
    expect((await fetch(String((await get()).headers.get('location')))).status).toBe(403)
    org.modes.recordings = 'http'
    expect((await get()).headers.get('location')).toMatch(/^http:\/\/bucket/)
    org.modes.recordings = 'private'
    expect((await get()).headers.get('location')).toMatch(/^https:\/\/10\./)
    org.modes.recordings = 'no_location'
    expect((await get()).headers.get('location')).toBeNull()
    org.modes.recordings = 'elsewhere'
    await fetch(String((await get()).headers.get('location')))
    expect(vapi.unexpected).toEqual([expect.stringContaining('redirection')])
  })
})

describe('limits and faults', () => {
  it('answers 429 to everything for a while after too many requests', async () => {
    org.modes.rateLimit = { blockMs: 21_000, requests: 2, retryAfter: null, windowMs: 60_000 }
    const statuses = async (count: number) => {
      const got: number[] = []
      for (let index = 0; index < count; index += 1) got.push((await ask('/squad')).status)
      return got
    }
    expect(await statuses(4)).toEqual([200, 200, 429, 429])
    await vapi.clock.move(21_000)
    expect(await statuses(1)).toEqual([200])
    org.modes.rateLimit = { blockMs: 21_000, requests: 0, retryAfter: 5, windowMs: 60_000 }
    const limited = await ask('/squad')
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '5'])
  })

  it('fails as told', async () => {
    org.modes.fault = () => 'error500'
    expect((await ask('/call')).status).toBe(500)
    org.modes.fault = () => 'html502'
    expect((await ask('/call')).text).toContain('<title>502')
    org.modes.fault = () => 'blocked'
    expect((await ask('/call')).text).toContain('1010')
    org.modes.fault = ({ path }) => (path === '/call' ? 'reset' : undefined)
    await expect(ask('/call')).rejects.toThrow()
    expect((await ask('/squad')).status).toBe(200)
    org.modes.fault = () => 'half'
    await expect(ask('/call')).rejects.toThrow()
  })
})

describe('counts', () => {
  const query = {
    queries: [
      {
        groupBy: ['assistantId', 'status'],
        name: 'calls',
        operations: [{ alias: 'calls', column: 'id', operation: 'count' }],
        table: 'call',
        timeRange: {
          end: '2026-09-15T12:00:00.000Z',
          start: '2026-09-01T00:00:00.000Z',
          step: 'day',
          timezone: 'UTC',
        },
      },
    ],
  }

  it('come from the same calls, by assistant and day, as numbers or strings', async () => {
    const assistantId = org.addAssistant().id
    const day = Date.parse('2026-09-13T08:00:00.000Z')
    org.addCalls(3, (index) => ({ assistantId, createdAt: day + index }))
    const count = async () => {
      const got = await ask('/analytics', { body: query, method: 'POST' })
      return rowOf(rows(got)[0]).result
    }
    const row = { assistantId, date: '2026-09-13T00:00:00.000Z', status: 'ended' }
    expect(await count()).toEqual([{ ...row, calls: 3 }])
    org.modes.analyticsAsText = true
    expect(await count()).toEqual([{ ...row, calls: '3' }])
  })
})

describe('webhooks', () => {
  const url = 'https://desk.test/hook/'
  const backoffPlan = {
    baseDelaySeconds: 1,
    excludedStatusCodes: [400, 401],
    maxRetries: 3,
    type: 'exponential',
  }

  it('go to the first server of call, assistant, number and organisation', async () => {
    const receiver = await startReceiver()
    const at = (place: string) => ({ url: `https://desk.test/${place}` })
    const assistant = org.addAssistant({ server: at('assistant') })
    const number = org.addNumber({ server: at('number') })
    org.setServer(at('organisation'))
    const overridden = org.addCall({
      assistantId: assistant.id,
      body: { assistantOverrides: { server: at('call') } },
    })
    await org.post(overridden.id)
    await org.post(org.addCall({ assistantId: assistant.id, phoneNumberId: number.id }).id)
    await org.post(org.addCall({ phoneNumberId: number.id }).id)
    await org.post(org.addCall().id)
    expect(receiver.posts.map(({ path }) => path)).toEqual([
      '/call',
      '/assistant',
      '/number',
      '/organisation',
    ])
    await receiver.stop()
  })

  it('are sent for subscribed messages only, and reports can be lost', async () => {
    const receiver = await startReceiver()
    const quiet = org.addAssistant({ server: { url }, serverMessages: ['status-update'] })
    const usual = org.addAssistant({ server: { url } })
    const call = org.addCall({ assistantId: quiet.id })
    expect((await org.post(call.id)).notSent).toBe('not_subscribed')
    expect((await org.post(call.id, 'status-update')).notSent).toBeNull()
    org.modes.isLosingReports = true
    expect((await org.post(org.addCall({ assistantId: usual.id }).id)).notSent).toBe('lost')
    expect(receiver.posts).toHaveLength(1)
    await receiver.stop()
  })

  it('are tried once, or as the plan says but not after excluded codes, each with other links', async () => {
    const receiver = await startReceiver([503, 503, 302, 500, 200, 500, 401, 200])
    const once = org.addAssistant({ server: { url } })
    const again = org.addAssistant({ server: { backoffPlan, url } })
    const statusesOf = async (assistantId: string) =>
      (await org.post(org.addCall({ assistantId }).id)).attempts.map(({ status }) => status)
    expect(await statusesOf(once.id)).toEqual([503])
    expect(await statusesOf(again.id)).toEqual([503, 302, 500, 200])
    expect(await statusesOf(again.id)).toEqual([500, 401])
    expect(new Set(receiver.posts.slice(1, 5).map(({ body }) => body)).size).toBe(4)
    await receiver.stop()
  })

  it('prove who posts: secret, headers, bearer and HMAC', async () => {
    const receiver = await startReceiver()
    const make = async (authenticationPlan: Record<string, unknown>) => {
      const body = { authenticationPlan, name: 'of tests', provider: 'custom-credential' }
      return String(rowOf((await ask('/credential', { body, method: 'POST' })).body).id)
    }
    const send = async (server: Record<string, unknown>) => {
      const { id } = org.addAssistant({ server: { url, ...server } })
      await org.post(org.addCall({ assistantId: id }).id)
      return receiver.posts.at(-1)
    }
    const plain = await send({ headers: { 'X-Mine': 'yes' }, secret: 'legacy' })
    expect(plain?.headers).toMatchObject({ 'x-mine': 'yes', 'x-vapi-secret': 'legacy' })
    const bearer = await make({ token: 'bearer of tests', type: 'bearer' })
    expect((await send({ credentialId: bearer }))?.headers.authorization).toBe(
      'Bearer bearer of tests',
    )
    const own = await send({ credentialId: bearer, headers: { Authorization: 'Mine' } })
    expect(own?.headers.authorization).toBe('Mine')
    const hmac = await make({ algorithm: 'sha256', secretKey: 'key of tests', type: 'hmac' })
    const signed = await send({ credentialId: hmac })
    const timestamp = String(signed?.headers['x-timestamp'])
    expect(timestamp).toBe(String(vapi.clock.now() / 1_000))
    const expected = createHmac('sha256', 'key of tests').update(`${timestamp}.${signed?.body}`)
    expect(signed?.headers['x-signature']).toBe(expected.digest('hex'))
    await receiver.stop()
  })

  it('prove who posts in every way of a plan: encodings, other headers, OAuth2', async () => {
    const receiver = await startReceiver()
    const tokens = createServer((_, outgoing) => outgoing.end('{"access_token":"of the hour"}'))
    const port = await listen({ host: '127.0.0.1', port: 0, server: tokens })
    const send = async (authenticationPlan: Record<string, unknown>) => {
      const body = { authenticationPlan, name: 'of tests', provider: 'custom-credential' }
      const made = rowOf((await ask('/credential', { body, method: 'POST' })).body)
      const { id } = org.addAssistant({ server: { credentialId: made.id, url } })
      await org.post(org.addCall({ assistantId: id }).id)
      return receiver.posts.at(-1)
    }
    const own = await send({
      bearerPrefixEnabled: false,
      headerName: 'X-Vapi-Secret',
      token: 'plain',
      type: 'bearer',
    })
    expect(own?.headers['x-vapi-secret']).toBe('plain')
    org.modes.timestampUnit = 'ms'
    const secret = Buffer.from('a key in base 64')
    const svix = await send({
      algorithm: 'sha512',
      messageIdHeader: 'svix-id',
      payloadFormat: '{svix-id}.{timestamp}.{method}.{url}.{body}',
      secretIsBase64: true,
      secretKey: `whsec_${secret.toString('base64')}`,
      signatureEncoding: 'base64',
      signatureHeader: 'svix-signature',
      signaturePrefix: 'v1,',
      timestampHeader: 'svix-timestamp',
      type: 'hmac',
    })
    const headers: Record<string, unknown> = { ...svix?.headers }
    const timestamp = String(vapi.clock.now())
    expect(headers['svix-timestamp']).toBe(timestamp)
    const signed = `${headers['svix-id']}.${timestamp}.POST.${url}.${svix?.body}`
    const expected = createHmac('sha512', secret).update(signed).digest('base64')
    expect(headers['svix-signature']).toBe(`v1,${expected}`)
    const oauth = await send({
      clientId: 'rossi',
      clientSecret: 'of tests',
      type: 'oauth2',
      url: `http://127.0.0.1:${port}/token`,
    })
    expect(oauth?.headers.authorization).toBe('Bearer of the hour')
    await stopServer({ milliseconds: 100, server: tokens })
    await receiver.stop()
  })

  it('report calls that never connected only where told', async () => {
    const receiver = await startReceiver()
    const { id: assistantId } = org.addAssistant({ server: { url } })
    const call = () => org.addCall({ assistantId, endedAt: null, startedAt: null }).id
    org.endCall(call())
    await vapi.clock.move(5_000)
    org.modes.neverConnectedAreReported = false
    org.endCall(call())
    await vapi.clock.move(5_000)
    expect(receiver.posts).toHaveLength(1)
    await receiver.stop()
  })
})
