import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackText } from '../../../src/lib/packedText'
import type { User } from '../../../src/payload-types'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>
type Sender = NonNullable<User['vapiSender']>

const SECRET = 'the-secret-of-the-sender-1'

let desk: TestDesk
let root: Headers
let counter = 0

const report = (note = '') => {
  counter += 1
  const id = `call-${counter}`
  const call = { ...report2026.message.call, id }
  return { id, text: JSON.stringify({ message: { ...report2026.message, call, note } }) }
}

const post = async (token: string, body: BodyInit, headers: Headers = {}) => {
  const answer = await fetch(`${desk.url}/api/v1/vapi/webhook/${token}`, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
    method: 'POST',
  })
  return { body: await answer.json(), status: answer.status }
}

const kept = async (client: Client) => {
  const { rows } = await desk.sql.query<{ deliveries: number; summaries: number }>(
    `select (select count(*)::int from webhook_deliveries where client_id = $1) as deliveries,
       (select count(*)::int from call_summaries where client_id = $1) as summaries`,
    [client.id],
  )
  return rows[0]
}

const edit = (client: Client, vapiSender: Sender) =>
  asJSON<{ doc?: User; errors?: { data?: { errors: { path: string }[] } }[] }>({
    body: { vapiSender },
    headers: root,
    method: 'PATCH',
    url: `${desk.url}/api/users/${client.id}`,
  })

const guarded = async (vapiSender: Sender = { secret: SECRET, verification: 'secret' }) => {
  const client = await makeClient(desk.payload)
  expect((await edit(client, vapiSender)).status).toBe(200)
  return client
}

const stateOf = async (client: Client, headers = root) =>
  (
    await asJSON<{
      refusals: null | { count: number; lastAt: string; lastReason: string }
      retiredSenders: { lastUsedAt: null | string; worksUntil: string }[]
    }>({ headers, url: `${desk.url}/api/users/${client.id}/sender` })
  ).body

const own = { 'x-vapi-secret': SECRET }

beforeAll(async () => {
  desk = await createTestDesk({ env: { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' } })
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

describe('a shared secret', () => {
  it('lets in who shows it in either header, and nobody else', async () => {
    const client = await guarded()
    const { text } = report()
    const wrong: Headers[] = [{}, { 'x-vapi-secret': 'wrong' }, { authorization: SECRET }]
    for (const headers of wrong) {
      const answer = await post(client.vapiWebhookToken, text, headers)
      expect(answer).toEqual({
        body: {
          errors: [{ code: 'SENDER_NOT_VERIFIED', message: 'The sender could not be verified.' }],
        },
        status: 401,
      })
    }
    expect(await kept(client)).toEqual({ deliveries: 0, summaries: 0 })

    expect((await post(client.vapiWebhookToken, text, own)).body.state).toBe('stored')
    const bearer = { authorization: `Bearer ${SECRET}` }
    expect((await post(client.vapiWebhookToken, text, bearer)).body.state).toBe('merged')
    expect((await post(client.vapiWebhookToken, text)).status).toBe(401)
    expect(await kept(client)).toEqual({ deliveries: 2, summaries: 1 })
  })

  it('guards every kind of body, and tells a stranger with a wrong token nothing', async () => {
    const client = await guarded()
    for (const body of ['not json', '{}', '[]', '{"message":{"type":"status-update"}}']) {
      expect((await post(client.vapiWebhookToken, body)).status).toBe(401)
    }
    expect(await kept(client)).toEqual({ deliveries: 0, summaries: 0 })
    expect((await post(client.vapiWebhookToken, 'not json', own)).status).toBe(400)
    expect((await post(client.vapiWebhookToken, '{}', own)).status).toBe(200)
    const status = '{"message":{"type":"status-update"}}'
    expect((await post(client.vapiWebhookToken, status, own)).body).toEqual({})
    expect((await post('an-unknown-token-of-the-right-shape', '{}', own)).status).toBe(404)
  })

  it('counts what was refused, with the time and the reason, for staff to see', async () => {
    const client = await guarded()
    expect((await stateOf(client)).refusals).toBe(null)
    const tries = 12
    await Promise.all(
      Array.from({ length: tries }, () => post(client.vapiWebhookToken, report().text)),
    )
    await expect.poll(async () => (await stateOf(client)).refusals?.count).toBe(tries)
    await post(client.vapiWebhookToken, '{}', { 'x-vapi-secret': 'wrong' })
    await expect
      .poll(async () => (await stateOf(client)).refusals)
      .toMatchObject({ count: tries + 1, lastReason: 'secret_wrong' })
    const lastAt = Date.parse((await stateOf(client)).refusals?.lastAt ?? '')
    expect(Math.abs(Date.now() - lastAt)).toBeLessThan(30_000)
  })

  it('is never stored with a report', async () => {
    const client = await guarded()
    await post(client.vapiWebhookToken, report(`it is ${SECRET}, he said`).text, own)
    await post(client.vapiWebhookToken, `not json, ${SECRET}`, own)
    const { rows } = await desk.sql.query<{ body: Buffer }>(
      'select body from webhook_deliveries where client_id = $1',
      [client.id],
    )
    const kept = rows.map(({ body }) => unpackText(body)).join()
    expect(rows).toHaveLength(2)
    expect(kept).not.toContain(SECRET)
    expect(kept).toContain('it is [masked], he said')
  })

  it('holds when reports of many clients are stored together', async () => {
    const strict = await guarded()
    const open = await makeClient(desk.payload)
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, at) => {
        if (at % 3 === 0) return post(open.vapiWebhookToken, report().text)
        return post(strict.vapiWebhookToken, report().text, at % 3 === 1 ? own : {})
      }),
    )
    expect(answers.map(({ status }, at) => (at % 3 === 2) === (status === 401))).not.toContain(
      false,
    )
    expect(await kept(open)).toEqual({ deliveries: 40, summaries: 40 })
    expect(await kept(strict)).toEqual({ deliveries: 40, summaries: 40 })
  })

  it('holds from the moment it is set, also while reports come in', async () => {
    const client = await makeClient(desk.payload)
    let isSet = false
    const late: number[] = []
    let done = false
    const sender = async () => {
      while (!done) {
        const wasSet = isSet
        const { status } = await post(client.vapiWebhookToken, report().text)
        if (wasSet) late.push(status)
      }
    }
    const senders = [sender(), sender(), sender()]
    await edit(client, { secret: SECRET, verification: 'secret' })
    isSet = true
    while (late.length < 9) await new Promise((resolve) => setTimeout(resolve, 5))
    done = true
    await Promise.all(senders)
    expect(new Set(late)).toEqual(new Set([401]))
  })

  it('that another process has changed is the one that counts', async () => {
    const client = await guarded()
    await post(client.vapiWebhookToken, report().text, own)
    await desk.sql.query(
      'update users set vapi_sender_secret = $2, vapi_guard = gen_random_uuid()::text where id = $1',
      [client.id, desk.payload.encrypt('changed-elsewhere')],
    )
    const changed = { 'x-vapi-secret': 'changed-elsewhere' }
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(401)
    expect((await post(client.vapiWebhookToken, report().text, changed)).status).toBe(200)
    await desk.sql.query(
      `update users set vapi_sender_verification = 'none', vapi_guard = null where id = $1`,
      [client.id],
    )
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(200)
  })

  it('is asked for on a retired URL too', async () => {
    const client = await guarded()
    await asJSON({
      body: { ids: [client.id] },
      headers: root,
      url: `${desk.url}/api/users/rotate-vapi-token`,
    })
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(401)
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(200)
  })
})

describe('changing the secret', () => {
  const fresh = { 'x-vapi-secret': 'the-secret-of-the-sender-2' }

  it('accepts the former one for a while, until that is ended', async () => {
    const client = await guarded()
    await edit(client, { secret: 'the-secret-of-the-sender-2' })
    expect((await post(client.vapiWebhookToken, report().text, fresh)).status).toBe(200)
    const [former] = (await stateOf(client)).retiredSenders
    expect(former).toMatchObject({ lastUsedAt: null })
    const hours = (Date.parse(former?.worksUntil ?? '') - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(24)

    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(200)
    await expect
      .poll(async () => (await stateOf(client)).retiredSenders[0]?.lastUsedAt)
      .toMatch(/^\d{4}-/)

    const end = () =>
      asJSON({
        body: { ids: [client.id] },
        headers: root,
        url: `${desk.url}/api/users/end-retired-secret`,
      })
    expect((await end()).body).toEqual({ ended: 1, skipped: 0 })
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(401)
    expect((await post(client.vapiWebhookToken, report().text, fresh)).status).toBe(200)
    expect((await end()).body).toEqual({ ended: 0, skipped: 1 })
  })

  it('stops accepting the former one when its time is over', async () => {
    const client = await guarded()
    await edit(client, { secret: 'the-secret-of-the-sender-2' })
    await desk.sql.query(
      `update webhook_retired_senders set expires_at = now() - interval '1 second'
       where client_id = $1`,
      [client.id],
    )
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(401)
  })

  it('keeps it when the field is left blank, and changes nothing when it stays the same', async () => {
    const client = await guarded()
    for (const secret of ['', null, undefined, SECRET, ` ${SECRET}\n`]) {
      expect((await edit(client, { secret, verification: 'secret' })).status).toBe(200)
    }
    expect((await stateOf(client)).retiredSenders).toEqual([])
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(200)
  })

  it('to none lets everybody in again, and forgets the former ones', async () => {
    const client = await guarded()
    await edit(client, { secret: 'the-secret-of-the-sender-2' })
    await edit(client, { verification: 'none' })
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(200)
    expect((await stateOf(client)).retiredSenders).toEqual([])
    await edit(client, { verification: 'secret' })
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(401)
    expect((await post(client.vapiWebhookToken, report().text, fresh)).status).toBe(200)
  })
})

describe('an HMAC', () => {
  it('is checked over the bytes as they came, before they are read', async () => {
    const client = await guarded({ secret: SECRET, verification: 'hmac' })
    const seconds = String(Math.floor(Date.now() / 1000))
    // A byte order mark and a byte that is no UTF-8 would not survive decoding.
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(report('caf').text.replace('caf', 'caf\u0001')).map((byte) =>
        byte === 1 ? 0xe9 : byte,
      ),
    ])
    const sign = (body: Uint8Array) =>
      createHmac('sha256', SECRET).update(`${seconds}.`).update(body).digest('hex')
    const headers = { 'x-signature': sign(bytes), 'x-timestamp': seconds }
    expect((await post(client.vapiWebhookToken, bytes, headers)).status).toBe(200)
    const packed = { ...headers, 'content-encoding': 'gzip' }
    expect((await post(client.vapiWebhookToken, gzipSync(bytes), packed)).status).toBe(200)

    const decoded = Buffer.from(new TextDecoder().decode(bytes))
    expect((await post(client.vapiWebhookToken, decoded, headers)).status).toBe(401)
    const stale = { ...headers, 'x-timestamp': String(Number(seconds) - 301) }
    expect((await post(client.vapiWebhookToken, bytes, stale)).status).toBe(401)
    await expect
      .poll(async () => (await stateOf(client)).refusals)
      .toMatchObject({ count: 2, lastReason: 'timestamp_stale' })
  })

  it('takes the address that the sender signs, and Vapi’s own form seen on the wire', async () => {
    const client = await guarded({
      payloadFormat: '{method}{url}{body}',
      secret: SECRET,
      signatureHeader: 'X-Vapi-Signature',
      verification: 'hmac',
    })
    const { text } = report()
    const url = `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`
    const signature = createHmac('sha256', SECRET).update(`POST${url}/${text}`).digest('hex')
    const headers = { 'x-vapi-signature': signature }
    expect((await post(client.vapiWebhookToken, text, headers)).status).toBe(200)
    expect((await post(client.vapiWebhookToken, `${text} `, headers)).status).toBe(401)
  })
})

describe('a client’s networks', () => {
  it('let in who comes from them, by what a trusted proxy saw', async () => {
    const client = await guarded({ networks: 'vapi\n2001:db8::/32' })
    const from = async (address: string) =>
      (await post(client.vapiWebhookToken, report().text, { 'x-forwarded-for': address })).status
    expect(await from('167.150.225.9')).toBe(200)
    expect(await from('2001:db8::5')).toBe(200)
    expect(await from('167.150.225.9, 10.1.1.1')).toBe(200)
    expect(await from('203.0.113.1')).toBe(403)
    expect(await from('167.150.225.9, 203.0.113.1')).toBe(403)
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(403)
    await expect
      .poll(async () => (await stateOf(client)).refusals)
      .toMatchObject({ count: 3, lastReason: 'network' })
    expect(await kept(client)).toEqual({ deliveries: 3, summaries: 3 })
  })
})

describe('a set-up under which nothing could be accepted', () => {
  it.each([
    ['secret', { verification: 'secret' }],
    ['secret', { secret: 'short', verification: 'secret' }],
    ['secret', { secret: 'not a header välue', verification: 'secret' }],
    ['secret', { secret: 'not Base64!', secretIsBase64: true, verification: 'hmac' }],
    ['secret', { secret: 'whsec_--', secretIsBase64: true, verification: 'hmac' }],
    ['secret', { secret: 'whsec_AAAA', secretIsBase64: true, verification: 'hmac' }],
    ['payloadFormat', { payloadFormat: '{timestamp}', secret: SECRET, verification: 'hmac' }],
    ['signatureHeader', { secret: SECRET, signatureHeader: 'a b', verification: 'hmac' }],
    ['networks', { networks: '10.0.0.0/40' }],
  ] as const)('is refused, as an error of %s: %j', async (field, vapiSender) => {
    const client = await makeClient(desk.payload)
    const answer = await edit(client, vapiSender)
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.data?.errors).toMatchObject([{ path: `vapiSender.${field}` }])
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(200)
  })
})

describe('the secret', () => {
  const read = (path: string, headers: Headers) =>
    asJSON({ headers, url: `${desk.url}/api/users${path}` })

  it('is shown to staff who may change users, on the client alone', async () => {
    const client = await guarded()
    const changer = await desk.login(await makeStaff(desk.payload, ['users.view', 'users.change']))
    const viewer = await desk.login(await makeStaff(desk.payload, ['users.view']))
    const mine = await desk.login(client)

    const shown = await read(`/${client.id}`, changer)
    expect(shown.body).toMatchObject({ vapiSender: { secret: SECRET, verification: 'secret' } })
    for (const [headers, path] of [
      [root, `?where[id][equals]=${client.id}`],
      [changer, '?limit=100'],
      [viewer, `/${client.id}`],
      [viewer, '?limit=100'],
      [mine, `/${client.id}`],
      [mine, '/me'],
      [mine, '?select[vapiSender]=true'],
    ] as const) {
      const text = JSON.stringify((await read(path, headers)).body)
      expect(text).toContain(client.id)
      expect(text).not.toContain(SECRET)
      if (headers !== root && headers !== changer) expect(text).not.toContain('vapiSender')
      expect(text).not.toContain('vapiGuard')
    }
    const { rows } = await desk.sql.query<{ stored: string }>(
      'select vapi_sender_secret as stored from users where id = $1',
      [client.id],
    )
    expect(rows[0]?.stored).not.toContain(SECRET)
  })

  it('can be neither set, filtered nor sorted by those who may not see it', async () => {
    const client = await guarded()
    const mine = await desk.login(client)
    for (const path of ['vapiSender.secret', 'vapiSender.networks', 'vapiGuard']) {
      expect((await read(`?where[${path}][exists]=true`, mine)).status).toBe(400)
      expect((await read(`?sort=${path}`, mine)).status).toBe(400)
    }
    const tried = await asJSON({
      body: { name: 'tried', vapiGuard: null, vapiSender: { verification: 'none' } },
      headers: mine,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(tried.status).toBe(200)
    expect((await post(client.vapiWebhookToken, report().text)).status).toBe(401)
    expect((await post(client.vapiWebhookToken, report().text, own)).status).toBe(200)
  })
})
