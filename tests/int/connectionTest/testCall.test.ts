import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>
type Tested = {
  callID: string
  callSummary: null | string
  errors?: { message: string }[]
  passed: boolean
  steps: { code: string; message: string; state: string }[]
}

let desk: TestDesk
let root: Headers

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterEach(() => {
  desk.payload.config.serverURL = ''
})

afterAll(() => desk.stop())

const act = <Body>(path: string, body: unknown, headers: Headers) =>
  asJSON<Body>({ body, headers, url: `${desk.url}/api/users/${path}` })

const test = async (id: string, headers: Headers = root) => {
  const answer = await act<Tested>('test-call', { id }, headers)
  return { ...answer, codes: answer.body.steps?.map(({ code }) => code) ?? [] }
}

const remove = (id: string, callID: unknown, headers: Headers = root) =>
  act<{ calls: number; deliveries: number }>('remove-test-call', { callID, id }, headers)

const kept = async (client: { id: string }) =>
  (
    await desk.sql.query<{ calls: number; deliveries: number; notifications: number }>(
      `select (select count(*)::int from call_summaries where client_id = $1) as calls,
         (select count(*)::int from webhook_deliveries where client_id = $1) as deliveries,
         (select count(*)::int from notifications where client_id = $1) as notifications`,
      [client.id],
    )
  ).rows[0]

const post = (token: string, callID: string) =>
  asJSON({
    body: {
      message: { analysis: {}, call: { id: callID }, endedReason: 'x', type: 'end-of-call-report' },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

const DIRECT = ['addressDirect', 'nameSkipped', 'connectionOpen', 'certificateSkipped']

describe('without SERVER_URL', () => {
  it('a test goes straight to the desk, is stored as a test, and nobody is told of it', async () => {
    const client = await makeClient(desk.payload, {
      emailNotifications: true,
      smsNotifications: true,
    })
    const { body, codes } = await test(client.id)
    expect(codes).toEqual([...DIRECT, 'answerReceived', 'callStored'])
    expect(body.passed).toBe(true)
    expect(body.steps[0]?.message).toContain('SERVER_URL is not set')
    expect(await kept(client)).toEqual({ calls: 1, deliveries: 1, notifications: 0 })

    const { vapiWebhookToken: token } = client
    expect((await post(token, body.callID)).body).toEqual({ received: true, state: 'merged' })
    expect((await post(token, crypto.randomUUID())).body).toMatchObject({ state: 'stored' })
    // Only the real one is announced, and only it is no test.
    expect(await kept(client)).toEqual({ calls: 2, deliveries: 3, notifications: 2 })
    const replayed = await asJSON({
      body: { where: { client: { equals: client.id } } },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    expect(replayed.body).toMatchObject({ replayed: 3 })
    const { rows } = await desk.sql.query(
      'select vapi_call_id as id from call_summaries where client_id = $1 and is_test',
      [client.id],
    )
    expect(rows).toEqual([{ id: body.callID }])
  })

  it('a Host header does not lead the desk to another host', async () => {
    let met = 0
    const trap = createServer((_, outgoing) => {
      met += 1
      outgoing.end('{"received":true,"state":"stored"}')
    }).on('connection', () => {
      met += 1
    })
    const port = await listen({ host: '127.0.0.1', port: 0, server: trap })
    const client = await makeClient(desk.payload)
    const spoofed: Headers[] = [
      { host: `127.0.0.1:${port}` },
      { 'x-forwarded-host': `127.0.0.1:${port}` },
      { host: `localhost:${port}`, origin: `http://localhost:${port}` },
      { host: '169.254.169.254', 'x-forwarded-proto': 'https' },
    ]
    for (const headers of spoofed) {
      const body = JSON.stringify({ id: client.id })
      const socket = connect({ host: '127.0.0.1', port: Number(new URL(desk.url).port) })
      const lines = Object.entries({
        ...root,
        host: new URL(desk.url).host,
        ...headers,
        connection: 'close',
        'content-length': String(body.length),
        'content-type': 'application/json',
      })
      const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')
      socket.write(`POST /api/users/test-call HTTP/1.1\r\n${head}\r\n\r\n${body}`)
      let answer = ''
      for await (const chunk of socket) answer += chunk
      expect(answer).toContain('"passed":true')
    }
    expect(met).toBe(0)
    await new Promise((resolve) => trap.close(resolve))
  })
})

describe('with SERVER_URL', () => {
  it('http is warned of, for Vapi posts to https only', async () => {
    desk.payload.config.serverURL = desk.url
    const { body, codes } = await test((await makeClient(desk.payload)).id)
    expect(codes).toEqual([
      'addressPublic',
      'namePrivate',
      'connectionOpen',
      'certificateNone',
      'answerReceived',
      'callStored',
    ])
    expect(body.passed).toBe(true)
  })

  it('a name that does not exist is told', async () => {
    desk.payload.config.serverURL = 'https://no-such-desk.invalid'
    const { body, codes } = await test((await makeClient(desk.payload)).id)
    // Without a network there is no name server to say so.
    expect(['nameUnknown', 'nameUnasked']).toContain(codes[1])
    expect(codes).toHaveLength(2)
    expect(body.steps[1]?.message).toContain('no-such-desk.invalid')
    expect(body).toMatchObject({ callID: null, callSummary: null, passed: false })
  })
})

it('a client without a token is told to get one', async () => {
  const client = await makeClient(desk.payload)
  await act('revoke-vapi-token', { ids: [client.id] }, root)
  const { body, codes } = await test(client.id)
  expect([codes, body.passed]).toEqual([['addressNoToken'], false])
})

it('a client that takes posts from certain networks only is told that this is why', async () => {
  const client = await makeClient(desk.payload, { vapiSender: { networks: 'vapi' } })
  const { body, codes } = await test(client.id)
  expect(codes).toEqual([...DIRECT, 'answerNetwork'])
  expect(body.steps.at(-1)?.message).toContain('Vapi’s posts are not affected')
  expect(await kept(client)).toMatchObject({ calls: 0, deliveries: 0 })
})

it('steps come line by line to who asks for lines', async () => {
  const client = await makeClient(desk.payload)
  const { body, headers } = await act<string>(
    'test-call',
    { id: client.id },
    { ...root, accept: 'application/x-ndjson' },
  )
  const lines = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(headers.get('content-type')).toBe('application/x-ndjson')
  expect(lines.slice(0, -1).map(({ step }) => step)).toEqual([
    'address',
    'name',
    'connection',
    'certificate',
    'answer',
    'call',
  ])
  expect(lines.at(-1)).toMatchObject({ callSummary: expect.any(String), passed: true })
  expect(body).not.toContain(client.vapiWebhookToken)
})

describe('who may', () => {
  const tryBoth = async (id: string, headers: Headers) => [
    (await test(id, headers)).status,
    (await remove(id, 'desk-test-x', headers)).status,
  ]

  it('test a line, and remove the test: who may change that client, with a password', async () => {
    const client = await makeClient(desk.payload)
    const other = await makeClient(desk.payload)
    const apiKey = crypto.randomUUID()
    const keyed = await makeSuperuser(desk.payload)
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: keyed.id,
      overrideAccess: true,
    })
    const { body: named } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'tool' },
      headers: root,
      url: `${desk.url}/api/api-keys`,
    })
    const as = async (...permissions: Parameters<typeof makeStaff>[1] & object) =>
      desk.login(await makeStaff(desk.payload, permissions))
    const refused: [string, Headers, number][] = [
      ['nobody', {}, 401],
      ['a named key', { authorization: `Bearer ${named.doc.key}` }, 401],
      ['Payload’s key', withAPIKey(apiKey), 403],
      ['the client itself', await desk.login(client), 403],
      ['another client', await desk.login(other), 403],
      ['staff without a group', await as(), 403],
      ['staff who only look', await as('users.view', 'call-summaries.view'), 403],
      ['staff who may not see users', await as('users.change'), 404],
    ]
    for (const [who, headers, status] of refused) {
      expect([who, ...(await tryBoth(client.id, headers))]).toEqual([who, status, status])
    }
    expect(await kept(client)).toMatchObject({ calls: 0, deliveries: 0 })
    const staff = await as('users.view', 'users.change')
    expect(await tryBoth(client.id, staff)).toEqual([200, 200])
    // It is for clients, and for those who are there.
    expect(await tryBoth(keyed.id, staff)).toEqual([400, 400])
    expect(await tryBoth(crypto.randomUUID(), staff)).toEqual([404, 404])
  })

  it('and bodies that are not understood are refused', async () => {
    const { id } = await makeClient(desk.payload)
    const bodies = [null, {}, { id: 'x' }, { id: [id] }, { id, url: 'http://127.0.0.1' }, 'no json']
    for (const body of bodies) {
      expect((await act('test-call', body, root)).status).toBe(400)
    }
    for (const callID of [undefined, null, 7, '', 'call-1', ' desk-test-1', 'DESK-TEST-1']) {
      expect((await remove(id, callID)).status).toBe(400)
    }
  })
})

describe('one at a time', () => {
  it('two who press at once get one test', async () => {
    const client = await makeClient(desk.payload)
    const answers = await Promise.all(Array.from({ length: 5 }, () => test(client.id)))
    const statuses = answers.map(({ status }) => status)
    const done = statuses.filter((status) => status === 200).length
    expect(statuses.filter((status) => status === 409)).toHaveLength(5 - done)
    // How many meet is a matter of the machine: one that is over lets the next one begin.
    expect(done).toBeGreaterThan(0)
    expect(await kept(client)).toMatchObject({ calls: done })
  })

  it('and a few a minute for each client', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const statuses: number[] = []
    for (let count = 0; count < 7; count += 1) statuses.push((await test(client.id)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
    const { body, headers } = await test(client.id)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(body.errors?.[0]?.message).toContain('tested too often')
    expect((await test(other.id)).status).toBe(200)
    await desk.sql.query(`update test_call_turns set since = since - interval '2 minutes'`)
    expect((await test(client.id)).status).toBe(200)
  })

  it('a process that died in a test holds the client up for seconds only', async () => {
    const client = await makeClient(desk.payload)
    await test(client.id)
    const hold = (until: string) =>
      desk.sql.query(
        'update test_call_turns set ends_at = now() + $2::interval where client_id = $1',
        [client.id, until],
      )
    await hold('20 seconds')
    expect((await test(client.id)).status).toBe(409)
    await hold('-1 second')
    expect((await test(client.id)).status).toBe(200)
  })
})

describe('removing', () => {
  it('takes the one test away, and nothing else of anybody', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    await post(client.vapiWebhookToken, crypto.randomUUID())
    const first = (await test(client.id)).body
    const second = (await test(client.id)).body
    expect((await remove(other.id, first.callID)).body).toEqual({ calls: 0, deliveries: 0 })
    expect(await kept(client)).toMatchObject({ calls: 3, deliveries: 3 })

    expect((await remove(client.id, first.callID)).body).toEqual({ calls: 1, deliveries: 1 })
    expect(await kept(client)).toMatchObject({ calls: 2, deliveries: 2 })
    expect((await remove(client.id, first.callID)).body).toEqual({ calls: 0, deliveries: 0 })
    const { rows } = await desk.sql.query(
      'select id from call_summaries where client_id = $1 and is_test',
      [client.id],
    )
    expect(rows).toEqual([{ id: second.callSummary }])
  })

  it('never touches a call that is no test, whatever its id', async () => {
    const client = await makeClient(desk.payload)
    const id = 'desk-test-by-hand'
    await post(client.vapiWebhookToken, id)
    await desk.sql.query('update call_summaries set is_test = false where vapi_call_id = $1', [id])
    expect((await remove(client.id, id)).body).toEqual({ calls: 0, deliveries: 0 })
    expect(await kept(client)).toMatchObject({ calls: 1, deliveries: 1 })
  })

  it('by several at once, while reports of the call come in, leaves all or nothing', async () => {
    const client = await makeClient(desk.payload)
    const { callID } = (await test(client.id)).body
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => remove(client.id, callID)),
      ...Array.from({ length: 5 }, () => post(client.vapiWebhookToken, callID)),
    ])
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    await remove(client.id, callID)
    expect(await kept(client)).toMatchObject({ calls: 0, deliveries: 0 })
  })
})

describe('a call that is a test by its id', () => {
  it('is one also when staff enter it, and staff cannot make a test of another', async () => {
    const client = await makeClient(desk.payload)
    const create = (vapiCallId: string, isTest: boolean) =>
      asJSON<{ doc: { id: string; isTest: boolean } }>({
        body: { client: client.id, isTest, vapiCallId },
        headers: root,
        url: `${desk.url}/api/call-summaries`,
      })
    const entered = (await create('desk-test-entered', false)).body.doc
    expect(entered.isTest).toBe(true)
    const edited = await asJSON<{ doc: { isTest: boolean } }>({
      body: { isTest: false, outcome: 'booked' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${entered.id}`,
    })
    expect(edited.body.doc.isTest).toBe(true)
    const { doc } = (await create('a-real-one', true)).body
    expect(doc.isTest).toBe(false)
    const changed = await asJSON<{ doc: { isTest: boolean; outcome: string } }>({
      body: { isTest: true, outcome: 'booked' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${doc.id}`,
    })
    expect(changed.body.doc).toMatchObject({ isTest: false, outcome: 'booked' })
  })
})
