import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Authority, makeAuthority, selfSigned } from '../../helpers/certificates'
import { forwardTo, openProxy, type PublicProxy } from '../../helpers/publicProxy'
import { asJSON, login } from '../../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

const ADMIN = { email: 'boss@desk.test', password: 'a long enough password' }
const SECRET = 'a secret for tests only'
const DAY_MS = 24 * 60 * 60 * 1000

type Step = { code: string; message: string; ms: number; state: string; step: string }
type Tested = {
  callID: null | string
  callSummary: null | string
  ms: number
  passed: boolean
  steps: Step[]
}

let folder: string
let authority: Authority
const databases: TestDatabase[] = []
const desks: SpawnedDesk[] = []
let proxy: PublicProxy
let root: Record<string, string>

const nth = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index]
  if (item === undefined) throw new Error('There is none')
  return item
}
const desk = () => nth(desks, 0)

const startDesk = async (env: Record<string, string>) => {
  const data = await createTestDatabase()
  databases.push(data)
  const started = await spawnDesk({
    env: {
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      DATABASE_URL: data.url,
      NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
      PAYLOAD_SECRET: SECRET,
      ...env,
    },
  })
  desks.push(started)
  return started
}

const newClient = async (more: Record<string, unknown> = {}) => {
  const token = `token-of-client-${crypto.randomUUID()}`
  const { body } = await asJSON<{ doc: { id: string } }>({
    body: {
      email: `${crypto.randomUUID()}@clients.test`,
      password: ADMIN.password,
      vapiWebhookToken: token,
      ...more,
    },
    headers: root,
    url: `${desk().url}/api/users`,
  })
  return { id: body.doc.id, token }
}

/** Tests the line of a new client; neither what is answered nor what is logged has its token in it. */
const test = async (client?: { id: string; token: string }) => {
  const tested = client ?? (await newClient())
  const { body, status } = await asJSON<Tested>({
    body: { id: tested.id },
    headers: root,
    url: `${desk().url}/api/users/test-call`,
  })
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain(tested.token)
  expect(desk().output()).not.toContain(tested.token)
  return { ...body, codes: body.steps.map(({ code }) => code), last: body.steps.at(-1) }
}

const UNTIL_CERTIFICATE = ['addressPublic', 'namePrivate', 'connectionOpen']
const UNTIL_ANSWER = [...UNTIL_CERTIFICATE, 'certificateValid']

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-authority-'))
  authority = makeAuthority()
  await writeFile(join(folder, 'authority.pem'), authority.cert)
  proxy = await openProxy(authority.issue({ name: 'localhost' }))
  const started = await startDesk({ SERVER_URL: `https://localhost:${proxy.port}` })
  await untilOpen({ desk: started, seconds: 90 })
  root = await login({ ...ADMIN, url: started.url })
}, 120_000)

beforeEach(() => {
  proxy.show(authority.issue({ name: 'localhost' }))
  proxy.answer(forwardTo(desk().url))
})

afterAll(async () => {
  for (const each of desks) await each.stop()
  await proxy?.stop()
  for (const each of databases) await each.drop()
  await rm(folder, { force: true, recursive: true })
})

describe('through a proxy with a certificate', () => {
  it('a test arrives, is stored with all fields, and every step says so', async () => {
    const client = await newClient()
    const { callID, callSummary, codes, passed, steps } = await test(client)
    expect(codes).toEqual([...UNTIL_ANSWER, 'answerReceived', 'callStored'])
    expect(passed).toBe(true)
    expect(steps.every(({ ms }) => ms >= 0)).toBe(true)
    expect(steps[1]?.message).toContain('Vapi cannot reach from the internet')
    expect(steps[3]?.message).toContain('valid for 89 more days')
    const { rows } = await nth(databases, 0).sql.query(
      'select client_id, vapi_call_id, is_test, customer_name from call_summaries where id = $1',
      [callSummary],
    )
    expect(rows).toEqual([
      { client_id: client.id, customer_name: 'Test Caller', is_test: true, vapi_call_id: callID },
    ])
  })

  it.each([
    ['a shared secret', { secret: 'the-secret-of-the-sender', verification: 'secret' }],
    [
      'a signature over the address',
      {
        algorithm: 'sha512',
        encoding: 'base64',
        payloadFormat: '{svix-id}.{timestamp}.{method}.{url}.{body}',
        prefix: 'v1,',
        secret: 'whsec_dGhlLXNlY3JldC1vZi10aGUtc2VuZGVy',
        secretIsBase64: true,
        signatureHeader: 'webhook-signature',
        timestampHeader: 'webhook-timestamp',
        verification: 'hmac',
      },
    ],
  ])('a client that asks for %s gets it', async (_, vapiSender) => {
    const { codes, passed } = await test(await newClient({ vapiSender }))
    expect(codes.slice(-2)).toEqual(['answerReceived', 'callStored'])
    expect(passed).toBe(true)
  })

  it('a signature that is lost on the way is told as that', async () => {
    proxy.answer((incoming, outgoing) => {
      delete incoming.headers['x-signature']
      forwardTo(desk().url)(incoming, outgoing)
    })
    const vapiSender = { secret: 'the-secret-of-the-sender', verification: 'hmac' }
    const { last, passed } = await test(await newClient({ vapiSender }))
    expect(last).toMatchObject({ code: 'answerUnverified', state: 'failed', step: 'answer' })
    expect(last?.message).toContain('401')
    expect(passed).toBe(false)
  })

  it('a proxy that sends everything twice is told, and harms nothing', async () => {
    proxy.answer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk) => chunks.push(chunk))
      incoming.on('end', async () => {
        const post = () =>
          fetch(`${desk().url}${incoming.url}`, {
            body: Buffer.concat(chunks),
            headers: { 'content-type': 'application/json' },
            method: 'POST',
          })
        await post()
        const answer = await post()
        outgoing.writeHead(answer.status).end(await answer.text())
      })
    })
    const { last, passed } = await test()
    expect(last).toMatchObject({ code: 'callRepeated', state: 'warning' })
    expect(passed).toBe(true)
  })
})

describe('a certificate', () => {
  const inDays = (days: number) => ({ days, name: 'localhost' })
  it.each([
    ['that is self-signed', 'certificateSelfSigned', () => selfSigned({ name: 'localhost' })],
    [
      'of an authority that nobody knows',
      'certificateUnknownIssuer',
      () => makeAuthority('Another authority').issue({ name: 'localhost' }),
    ],
    [
      'that has expired',
      'certificateExpired',
      () => authority.issue({ ...inDays(-1), from: new Date(Date.now() - 9 * DAY_MS) }),
    ],
    [
      'that is not valid yet',
      'certificateYetToCome',
      () => authority.issue({ name: 'localhost', from: new Date(Date.now() + DAY_MS) }),
    ],
    ['for another name', 'certificateWrongName', () => authority.issue({ name: 'other.example' })],
  ])('%s stops the test before the token is sent', async (_, code, certificate) => {
    let asked = 0
    proxy.show(certificate())
    proxy.answer((_, outgoing) => {
      asked += 1
      outgoing.end()
    })
    const { callID, codes, last, passed } = await test()
    expect(codes).toEqual([...UNTIL_CERTIFICATE, code])
    expect(last?.message).toContain('localhost')
    expect([asked, callID, passed]).toEqual([0, null, false])
  })

  it('that ends within 14 days is a warning', async () => {
    proxy.show(authority.issue({ days: 5.5, name: 'localhost' }))
    const { passed, steps } = await test()
    expect(steps[3]).toMatchObject({ code: 'certificateExpiring', state: 'warning' })
    expect(steps[3]?.message).toContain('expires in 5 days')
    expect(passed).toBe(true)
  })
})

describe('what answers in place of the desk is told by what to do about it', () => {
  const page = '<html><title>Welcome</title></html>'
  it.each<[string, number, Record<string, string>, string, string]>([
    ['another site', 404, {}, page, 'answerNotFound'],
    ['a page', 200, {}, page, 'answerPage'],
    ['another program', 200, {}, '{"ok":true}', 'answerPage'],
    ['a redirect', 308, { location: '/elsewhere' }, '', 'answerRedirect'],
    [
      'a redirect to a login',
      302,
      { location: 'https://login.example/cdn-cgi/access/login?kid=1' },
      '',
      'answerRedirectLogin',
    ],
    ['a login', 401, { 'www-authenticate': 'Basic' }, page, 'answerLogin'],
    ['a firewall', 403, {}, page, 'answerForbidden'],
    ['a limit of size', 413, {}, page, 'answerTooLarge'],
    ['a limit of rate', 429, {}, page, 'answerBusyElsewhere'],
    ['a proxy without its desk', 502, {}, page, 'answerBadGateway'],
    ['a proxy that gave up', 504, {}, page, 'answerBadGateway'],
    ['a broken program', 500, {}, page, 'answerUnexpected'],
    [
      'a desk without its database',
      503,
      {},
      '{"errors":[{"message":"The report could not be stored."}]}',
      'answerUnavailable',
    ],
    [
      'a desk that has had enough',
      429,
      {},
      '{"errors":[{"message":"Too many posts."}]}',
      'answerBusy',
    ],
    ['a desk that is none', 200, {}, '{"received":true,"state":"stored"}', 'callElsewhere'],
    ['one that cannot read', 200, {}, '{"received":true,"state":"needs_review"}', 'answerReview'],
  ])('%s', async (_, status, headers, body, code) => {
    proxy.answer((incoming, outgoing) => {
      incoming.resume()
      incoming.on('end', () => outgoing.writeHead(status, headers).end(body))
    })
    const { last, passed } = await test()
    expect(last).toMatchObject({ code, state: 'failed' })
    expect(passed).toBe(false)
  })

  it('a redirect is not followed, and what it repeats of the address is not told', async () => {
    const asked: (string | undefined)[] = []
    proxy.answer((incoming, outgoing) => {
      asked.push(incoming.url)
      outgoing.writeHead(301, { location: `https://localhost:${proxy.port}${incoming.url}x` }).end()
    })
    const { last } = await test()
    expect(asked).toHaveLength(1)
    expect(last?.message).toContain(`redirect to https://localhost:${proxy.port}.`)
  })

  it('an endless answer is read no further than it takes', async () => {
    let written = 0
    proxy.answer((incoming, outgoing) => {
      incoming.resume()
      outgoing.writeHead(200, { 'content-type': 'text/html' })
      const write = () => {
        while (!outgoing.destroyed && outgoing.write('x'.repeat(64 * 1024))) written += 64 * 1024
      }
      outgoing.on('drain', write)
      write()
    })
    const { last } = await test()
    expect(last?.code).toBe('answerPage')
    expect(written).toBeLessThan(16 * 1024 * 1024)
  })

  it('one that hangs up says nothing, and one that hangs is left after 10 seconds', async () => {
    proxy.answer((incoming) => incoming.socket.destroy())
    expect((await test()).last).toMatchObject({ code: 'answerClosed' })
    proxy.answer(() => undefined)
    const { last, ms } = await test()
    expect(last).toMatchObject({ code: 'answerTimeout', state: 'failed' })
    expect(ms).toBeGreaterThanOrEqual(9_000)
    expect(ms).toBeLessThan(20_000)
  })
})

describe('another desk, with another database, at this address', () => {
  it('is found out, whether it knows the token or not', async () => {
    const other = await startDesk({})
    await untilOpen({ desk: other, seconds: 90 })
    proxy.answer(forwardTo(other.url))
    const client = await newClient()
    expect((await test(client)).last).toMatchObject({ code: 'answerOtherDesk' })

    // As after a copy of the database: it takes the report in, for a client of its own.
    const { rows: users } = await nth(databases, 0).sql.query(
      'select vapi_webhook_token_index as index from users where id = $1',
      [client.id],
    )
    await nth(databases, 1).sql.query(
      `insert into users (id, email, vapi_webhook_token_index) values ($1, 'copy@desk.test', $2)`,
      [client.id, users[0]?.index],
    )
    const { callID, callSummary, last, passed } = await test(client)
    expect(last).toMatchObject({ code: 'callElsewhere', state: 'failed', step: 'call' })
    expect([callSummary, passed]).toEqual([null, false])
    const { rows } = await nth(databases, 1).sql.query(
      'select 1 from call_summaries where vapi_call_id = $1 and is_test',
      [callID],
    )
    expect(rows).toHaveLength(1)
  })
})

it('a proxy that does not run is told as a refused connection', async () => {
  await proxy.stop()
  const { codes, last } = await test()
  expect(codes).toEqual(['addressPublic', 'namePrivate', 'connectionRefused'])
  expect(last?.message).toContain(String(proxy.port))
})
