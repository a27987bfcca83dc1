import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const CLIENT_LIMIT = 40
const UNKNOWN_LIMIT = 20

let desk: TestDesk
let root: Record<string, string>
let counter = 0

const post = (token: string, from: string, headers: Record<string, string> = {}) => {
  counter += 1
  const call = { ...report2026.message.call, id: `call-${counter}` }
  return asJSON<{ errors?: { message: string }[] }>({
    body: { message: { ...report2026.message, call } },
    headers: { 'x-forwarded-for': from, ...headers },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })
}

const strangeToken = () => `nobody-has-${crypto.randomUUID()}`

const knockUntil429 = async (from: string) => {
  for (let tries = 1; tries <= UNKNOWN_LIMIT * 3; tries += 1) {
    const answer = await post(strangeToken(), from)
    if (answer.status === 429) return { answer, tries }
    expect(answer.status).toBe(404)
  }
  throw new Error('It was never limited')
}

beforeAll(async () => {
  desk = await createTestDesk({
    env: {
      TRUSTED_PROXIES: '127.0.0.1',
      WEBHOOK_CLIENT_LIMIT: String(CLIENT_LIMIT),
      WEBHOOK_UNKNOWN_LIMIT: String(UNKNOWN_LIMIT),
    },
  })
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

describe('unknown tokens', () => {
  it('are limited for each source, and known ones pass from there all the same', async () => {
    const client = await makeClient(desk.payload)
    const { answer, tries } = await knockUntil429('203.0.113.1')
    expect(tries).toBeGreaterThan(UNKNOWN_LIMIT)
    expect(tries).toBeLessThanOrEqual(UNKNOWN_LIMIT + 6)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(answer.body.errors).toHaveLength(1)

    expect((await post(client.vapiWebhookToken, '203.0.113.1')).status).toBe(200)
    expect((await post('short', '203.0.113.1')).status).toBe(429)
    expect((await post(strangeToken(), '203.0.113.2')).status).toBe(404)
  })

  it('from one IPv6 network count together', async () => {
    for (let host = 1; host <= UNKNOWN_LIMIT + 6; host += 1) {
      await post(strangeToken(), `2001:db8:1:2::${host.toString(16)}`)
    }
    expect((await post(strangeToken(), '2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await post(strangeToken(), '2001:db8:1:3::1')).status).toBe(404)
  })
})

describe('a known token', () => {
  it('is limited far above what a client sends, for staff to see', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const statuses: number[] = []
    for (let at = 0; at < CLIENT_LIMIT + 20; at += 1) {
      const answer = await post(client.vapiWebhookToken, '198.51.100.1')
      statuses.push(answer.status)
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
    }
    const passed = statuses.filter((status) => status === 200).length
    expect(passed).toBeGreaterThanOrEqual(CLIENT_LIMIT)
    expect(passed).toBeLessThanOrEqual(CLIENT_LIMIT + 10)
    expect(statuses.at(-1)).toBe(429)
    expect((await post(other.vapiWebhookToken, '198.51.100.1')).status).toBe(200)
    const state = async () =>
      (await asJSON({ headers: root, url: `${desk.url}/api/users/${client.id}/sender` })).body
    await expect
      .poll(state)
      .toMatchObject({ refusals: { count: CLIENT_LIMIT + 20 - passed, lastReason: 'flood' } })
  })

  it('is not used up by those who cannot show the secret', async () => {
    const client = await makeClient(desk.payload, {
      vapiSender: { secret: 'the-secret-of-the-sender', verification: 'secret' },
    })
    for (let at = 0; at < CLIENT_LIMIT * 2; at += 1) {
      expect((await post(client.vapiWebhookToken, '198.51.100.2')).status).toBe(401)
    }
    const own = { 'x-vapi-secret': 'the-secret-of-the-sender' }
    expect((await post(client.vapiWebhookToken, '198.51.100.2', own)).status).toBe(200)
  })

  it('shares its limit with other processes, through the database', async () => {
    const client = await makeClient(desk.payload)
    for (let at = 0; at < CLIENT_LIMIT / 2; at += 1) {
      expect((await post(client.vapiWebhookToken, '198.51.100.3')).status).toBe(200)
    }
    // What others have used meanwhile.
    await desk.sql.query('update webhook_limits set points = points + $1', [CLIENT_LIMIT])
    const statuses: number[] = []
    for (let at = 0; at < 6; at += 1) {
      statuses.push((await post(client.vapiWebhookToken, '198.51.100.3')).status)
    }
    expect(statuses).toContain(429)
  })

  it('passes without limit while the limiter’s table is away', async () => {
    const client = await makeClient(desk.payload)
    await desk.sql.query('alter table webhook_limits rename to webhook_limits_away')
    for (let at = 0; at < CLIENT_LIMIT * 2; at += 1) {
      expect((await post(client.vapiWebhookToken, '198.51.100.4')).status).toBe(200)
    }
    await desk.sql.query('alter table webhook_limits_away rename to webhook_limits')
  })
})
