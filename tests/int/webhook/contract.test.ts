import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackText } from '../../../src/lib/packedText'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
let token: string
let clientID: string

const post = (
  body: BodyInit,
  { headers, path = token }: { headers?: HeadersInit; path?: string } = {},
) =>
  fetch(`${desk.url}/api/v1/vapi/webhook/${path}`, {
    body,
    duplex: 'half',
    headers: { 'content-type': 'application/json', ...headers },
    method: 'POST',
    redirect: 'manual',
  } as RequestInit)

const report = (id: string, message: Record<string, unknown> = {}) =>
  JSON.stringify({
    message: { ...report2026.message, ...message, call: { ...report2026.message.call, id } },
  })

const deliveries = async (where = 'true') =>
  (
    await desk.sql.query<{ body: Buffer; problem: null | string; state: string }>(
      `select state, problem, body, message_type, vapi_call_id, call_summary_id
       from webhook_deliveries where ${where} order by id`,
    )
  ).rows.map((row) => ({ ...row, body: unpackText(row.body) }))

const summaries = async (callID: string) =>
  (
    await desk.sql.query<Record<string, unknown>>(
      'select * from call_summaries where vapi_call_id = $1',
      [callID],
    )
  ).rows

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload, { currency: 'EUR' })
  token = client.vapiWebhookToken
  clientID = client.id
})

afterAll(() => desk.stop())

describe('a report', () => {
  it('is stored with its delivery, and answered in place with and without a trailing slash', async () => {
    const first = await post(report('call-slash'), { path: `${token}/` })
    expect(first.status).toBe(200)
    expect(await first.json()).toEqual({ received: true, state: 'stored' })

    const repeated = await post(report('call-slash'))
    expect(repeated.status).toBe(200)
    expect(await repeated.json()).toEqual({ received: true, state: 'merged' })

    const [summary, ...others] = await summaries('call-slash')
    expect(others).toEqual([])
    expect(summary).toMatchObject({
      client_id: clientID,
      customer_phone: '+12025550146',
      ended_group: 'completed',
      ended_reason: 'customer-ended-call',
    })
    const kept = await deliveries(`vapi_call_id = 'call-slash'`)
    expect(kept.map(({ state }) => state)).toEqual(['stored', 'merged'])
    expect(kept.every((delivery) => Object.values(delivery).includes(summary?.id as string))).toBe(
      true,
    )
  })

  it('takes the currency of the client when the price has none, and its own when it has', async () => {
    const withPrice = (price: unknown) => ({
      analysis: { structuredData: { price } },
      artifact: {},
    })
    await post(report('call-eur', withPrice('1.200,50')))
    await post(report('call-usd', withPrice('$ 45')))
    await post(report('call-none', withPrice(null)))
    expect(await summaries('call-eur')).toMatchObject([{ currency: 'EUR', price: '1200.5' }])
    expect(await summaries('call-usd')).toMatchObject([{ currency: 'USD', price: '45' }])
    expect(await summaries('call-none')).toMatchObject([{ currency: null, price: null }])
  })

  it('keeps long texts, emoji and right-to-left words, and drops what Postgres cannot hold', async () => {
    const long = `${'שלום 👋 '.repeat(20_000)}end`
    const transcript = `a\u0000b \ud800 ${long}`
    const answer = await post(report('call-unicode', { artifact: { transcript } }))
    expect(answer.status).toBe(200)
    const [summary] = await summaries('call-unicode')
    expect(summary?.transcript).toBe(`ab \ufffd ${long}`)
  })

  it('never keeps a secret, nor the token it came with', async () => {
    await post(report('call-secret', { note: `see ${token}` }))
    const [delivery] = await deliveries(`vapi_call_id = 'call-secret'`)
    expect(delivery?.body).toContain('call-secret')
    for (const secret of [token, 'tw1l10', 'header-secret-1', 'X-Amz-Signature', '/control']) {
      expect(delivery?.body).not.toContain(secret)
    }
  })

  it('is read when gzipped, refused when the encoding is unknown or a lie', async () => {
    const packed = gzipSync(report('call-gzip'))
    const gzip = { 'content-encoding': 'gzip' }
    expect((await post(packed, { headers: gzip })).status).toBe(200)
    expect(await summaries('call-gzip')).toHaveLength(1)
    expect((await post('{}', { headers: gzip })).status).toBe(415)
    expect((await post('{}', { headers: { 'content-encoding': 'zip' } })).status).toBe(415)
  })
})

describe('other messages', () => {
  it.each([
    ['status-update', {}],
    ['knowledge-base-request', { documents: [] }],
    ['something-of-2031', {}],
  ])('%s gets the answer Vapi needs, and nothing is stored', async (type, expected) => {
    const before = (await deliveries()).length
    const answer = await post(JSON.stringify({ message: { type } }))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual(expected)
    expect(await deliveries()).toHaveLength(before)
  })

  it('tool calls each get an error, so that the model does not wait for a result', async () => {
    const answer = await post(
      JSON.stringify({
        message: {
          toolCallList: [{ function: { name: 'book' }, id: 'tool-1', name: 'book' }],
          type: 'tool-calls',
        },
      }),
    )
    expect(await answer.json()).toMatchObject({
      results: [{ error: expect.any(String), toolCallId: 'tool-1' }],
    })
  })
})

describe('what cannot be attributed', () => {
  it('is kept for review when it is JSON', async () => {
    for (const body of ['{}', '[]', 'null', '7', '{"message":{"type":"end-of-call-report"}}']) {
      const answer = await post(body)
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { received: true, state: 'needs_review' },
      ])
    }
    const kept = await deliveries(`state = 'needs_review' and call_summary_id is null`)
    expect(kept.length).toBeGreaterThanOrEqual(5)
    expect(kept.every(({ problem }) => problem)).toBe(true)
  })

  it('is kept as text and answered 400 when it is not JSON', async () => {
    for (const body of ['', 'hello', '{"message":', `{"token":"${token}"`]) {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(JSON.stringify(await answer.json())).not.toContain(token)
    }
    const [kept] = await deliveries(`body = 'hello'`)
    expect(kept).toMatchObject({ problem: 'The body is not JSON.', state: 'needs_review' })
    expect(await deliveries(`body like '%${token}%'`)).toEqual([])
  })
})

describe('a wrong token', () => {
  it.each([
    ['unknown', 'an-unknown-token-of-the-right-shape'],
    ['too short', 'short'],
    ['of forbidden characters', 'a%20b%20c%20d%20e%20f%20g%20h'],
    ['too long', 'x'.repeat(200)],
    ['a broken escape', 'abcdefghijklmnopqrst%E0%A4'],
  ])('that is %s gets the same 404, and nothing is stored', async (_, path) => {
    const before = (await deliveries()).length
    const answer = await post(report('call-stranger'), { path })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ errors: [{ code: 'NOT_FOUND', message: 'Not found.' }] })
    expect(await deliveries()).toHaveLength(before)
    expect(await summaries('call-stranger')).toEqual([])
  })
})

describe('the other refusals', () => {
  it('reads no more than the limit, declared or not', async () => {
    const big = 'x'.repeat(11 * 1024 * 1024)
    expect((await post(big)).status).toBe(413)

    const chunk = Buffer.alloc(64 * 1024, 'x')
    let sent = 0
    const status = await new Promise((resolve, reject) => {
      const upload = request(`${desk.url}/api/v1/vapi/webhook/${token}`, { method: 'POST' })
      const send = () => {
        while (sent < 2_000 && !upload.destroyed) {
          sent += 1
          if (!upload.write(chunk)) return upload.once('drain', send)
        }
        return upload
      }
      upload.on('response', (answer) => {
        resolve(answer.statusCode)
        upload.destroy()
      })
      upload.on('error', reject)
      send()
    })
    expect(status).toBe(413)
    expect(sent).toBeLessThan(1_000)
  })

  it('answers 413 to a small gzip that unpacks to too much', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x'))
    expect((await post(bomb, { headers: { 'content-encoding': 'gzip' } })).status).toBe(413)
  })

  it.each(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'])(
    '%s is 405 with Allow',
    async (method) => {
      const answer = await fetch(`${desk.url}/api/v1/vapi/webhook/${token}`, { method })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe('POST')
    },
  )
})

describe('tenants', () => {
  it('keep their own summary of one call id', async () => {
    const other = await makeClient(desk.payload)
    await post(report('call-shared', { analysis: { summary: 'mine' } }))
    const answer = await post(report('call-shared', { analysis: { summary: 'theirs' } }), {
      path: other.vapiWebhookToken,
    })
    expect(await answer.json()).toEqual({ received: true, state: 'stored' })
    const kept = await summaries('call-shared')
    expect(kept).toHaveLength(2)
    expect(kept).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ client_id: clientID, summary: 'mine' }),
        expect.objectContaining({ client_id: other.id, summary: 'theirs' }),
      ]),
    )
  })

  it('go on receiving while their account is inactive', async () => {
    const client = await makeClient(desk.payload, { isActive: false })
    const answer = await post(report('call-inactive'), { path: client.vapiWebhookToken })
    expect(answer.status).toBe(200)
  })
})

describe('the health check', () => {
  it('says ok while the database answers', async () => {
    const answer = await fetch(`${desk.url}/api/health`)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })
})
