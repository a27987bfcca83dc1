import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>
type Refused = { errors?: { code: string; message: string }[] }
type Answer = { code: string | undefined; retryAfter: number; status: number }

let desk: TestDesk
let token = ''

const codeIn = ({ errors }: Refused) => errors?.[0]?.code

const ask = async (path: string, headers: Headers = {}, body?: object): Promise<Answer> => {
  const answer = await asJSON<Refused>({ body, headers, url: `${desk.url}/api${path}` })
  return {
    code: codeIn(answer.body),
    retryAfter: Number(answer.headers.get('retry-after')),
    status: answer.status,
  }
}

const nobody = { email: 'nobody@desk.test', password: PASSWORD }
const wrongLogin = (headers: Headers) => ask('/users/login', headers, nobody)

const post = async (): Promise<number> => {
  const message = { ...report2026.message, call: { id: crypto.randomUUID() } }
  return (await asJSON({ body: { message }, url: `${desk.url}/api/v1/vapi/webhook/${token}` }))
    .status
}

const from = (address: string): Headers => ({ 'x-forwarded-for': address })

const open: { destroy: () => unknown }[] = []

/** Sends a request whose body never ends; resolves with its status if it is answered all the same. */
const stall = (headers: Headers, path = '/users/login'): Promise<number | undefined> =>
  new Promise((resolve) => {
    const sender = request(`${desk.url}/api${path}`, {
      headers: { 'content-type': 'application/json', ...headers },
      method: 'POST',
    })
    sender.on('response', (response) => resolve(response.resume().statusCode))
    sender.on('error', () => resolve(undefined))
    sender.write('{"email":')
    open.push(sender)
  })

const firstOf = async <Each>(answers: readonly Each[]): Promise<Each> => {
  for (;;) {
    const [first] = answers
    if (first !== undefined) return first
    await sleep(5)
  }
}

beforeAll(async () => {
  desk = await createTestDesk({
    // The tests are a proxy, which says for whom it asks.
    env: { API_CLIENT_LIMIT: '100000', TRUSTED_PROXIES: '127.0.0.1' },
  })
  await makeSuperuser(desk.payload)
  token = (await makeClient(desk.payload)).vapiWebhookToken
})

afterEach(() => {
  for (const each of open.splice(0)) each.destroy()
})

afterAll(() => desk.stop())

describe('a client who asks for much at once', () => {
  it('is refused what is beyond its line at once, and keeps nobody else waiting', async () => {
    const busy = await desk.login(await makeClient(desk.payload))
    const calm = await desk.login(await makeClient(desk.payload))
    const answers: Answer[] = []
    const locker = await desk.sql.connect()
    try {
      await locker.query('begin; lock table api_keys in access exclusive mode')
      const all = Promise.all(
        Array.from({ length: 120 }, async () => {
          answers.push(await ask('/api-keys', busy))
        }),
      )
      expect(await firstOf(answers)).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 })
      expect((await firstOf(answers)).retryAfter).toBeGreaterThan(0)
      expect((await ask('/call-summaries?limit=1', calm)).status).toBe(200)
      expect((await wrongLogin(from('198.51.100.9'))).status).toBe(401)
      expect(await post()).toBe(200)
      await locker.query('rollback')
      await all
    } finally {
      locker.release()
    }
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(50)
    expect((await ask('/api-keys', busy)).status).toBe(200)
  })
})

describe('a stranger who asks for much at once', () => {
  it('is counted by the address, and keeps neither users nor other addresses waiting', async () => {
    const user = await desk.login(await makeClient(desk.payload))
    const stalled: number[] = []
    for (let n = 0; n < 80; n += 1) {
      void stall(from('203.0.113.9')).then((status) => status && stalled.push(status))
    }
    expect(await firstOf(stalled)).toBe(429)
    expect((await ask('/call-summaries?limit=1', user)).status).toBe(200)
    expect((await wrongLogin(from('198.51.100.9'))).status).toBe(401)
    expect((await wrongLogin(from('2001:db8::1'))).status).toBe(401)
    expect(await post()).toBe(200)
  })

  it('does not gain by a credential that nobody has', async () => {
    const made = { ...from('203.0.113.10'), authorization: 'Bearer vcd_made-up' }
    const stalled: number[] = []
    for (let n = 0; n < 80; n += 1) {
      void stall({ ...made, authorization: `${made.authorization}${n}` }).then(
        (status) => status && stalled.push(status),
      )
    }
    expect(await firstOf(stalled)).toBe(429)
  })

  it('does not count for others of a proxy that does not say for whom it asks', async () => {
    const user = await desk.login(await makeClient(desk.payload))
    for (let n = 0; n < 40; n += 1) void stall({})
    await sleep(100)
    expect((await ask('/call-summaries?limit=1', user)).status).toBe(200)
    expect((await wrongLogin({})).status).toBe(401)
    expect(await post()).toBe(200)
  })
})

describe('a slow sender', () => {
  it('takes no turn with a small body, for as long as that is coming', async () => {
    const headers = { ...from('203.0.113.20'), 'content-length': '100' }
    for (let n = 0; n < 100; n += 1) void stall(headers)
    await sleep(100)
    expect((await wrongLogin(from('203.0.113.20'))).status).toBe(401)
  })
})

describe('a browser of staff', () => {
  it('gets all that ten tabs ask for at once', async () => {
    const staff = await makeStaff(desk.payload, ['users.view'])
    const { authorization = '' } = await desk.login(staff)
    const cookie = `payload-token=${authorization.replace('JWT ', '')}`
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        ask(n % 2 === 0 ? '/users/me' : '/users?limit=1', { cookie, ...from('198.51.100.20') }),
      ),
    )
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  })
})

describe('one who sends large bodies slowly', () => {
  it('leaves turns to others who send large ones', async () => {
    const [slow, other] = [await makeClient(desk.payload), await makeStaff(desk.payload)]
    const mine = { ...(await desk.login(slow)), 'content-length': '500000' }
    const theirs = await desk.login(other)
    for (let n = 0; n < 20; n += 1) void stall(mine)
    await sleep(200)
    const body = { email: 'x'.repeat(200_000), password: PASSWORD }
    expect((await ask('/users/login', theirs, body)).status).toBe(401)
  })
})

describe('a body', () => {
  const LARGE = { email: 'x'.repeat(300_000), password: PASSWORD }
  const HUGE = { email: 'x'.repeat(2_000_000), password: PASSWORD }

  it('may be as large as who sends it needs', async () => {
    const client = await desk.login(await makeClient(desk.payload))
    const staff = await desk.login(await makeStaff(desk.payload))
    const made = { authorization: `Bearer vcd_${'a'.repeat(40)}` }
    const statuses = []
    for (const [headers, body] of [
      [{}, LARGE],
      [made, LARGE],
      [client, LARGE],
      [client, HUGE],
      [staff, HUGE],
    ] as const) {
      statuses.push((await ask('/users/login', headers, body)).status)
    }
    expect(statuses).toEqual([413, 413, 401, 413, 401])
  })

  it.each(['x-http-method-override', 'x-payload-http-method-override'])(
    'that stands for an address by %s is no longer than a filter can be',
    async (override) => {
      const staff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
      const post = async (body: string, path: string) =>
        (
          await fetch(`${desk.url}/api${path}`, {
            body,
            headers: {
              ...staff,
              'content-type': 'application/x-www-form-urlencoded',
              [override]: 'GET',
            },
            method: 'POST',
          })
        ).status
      expect(await post(`limit=1&x=${'y'.repeat(100_000)}`, '/call-summaries')).toBe(200)
      for (const path of ['/call-summaries', '/health', '/nothing']) {
        expect([path, await post('a=b&'.repeat(500_000), path)]).toEqual([path, 413])
      }
    },
  )
})

describe('the health of a busy desk', () => {
  it('is no way around the turns of all others', async () => {
    const stalled: number[] = []
    const headers = { ...from('203.0.113.30'), 'x-http-method-override': 'GET' }
    for (let n = 0; n < 80; n += 1) {
      void stall(headers, '/health').then((status) => status && stalled.push(status))
    }
    expect(await firstOf(stalled)).toBe(429)
  })

  it('is told at once', async () => {
    for (let n = 0; n < 200; n += 1) void stall(from(`203.0.113.${n}`))
    await sleep(100)
    expect((await ask('/health')).status).toBe(200)
  })
})
