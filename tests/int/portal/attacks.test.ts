import { createLocalReq } from 'payload'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { storeRequest } from '../../../src/accounts/mailSignIn/requests'
import { brandOf } from '../../../src/brands/brandOf'
import type { User } from '../../../src/payload-types'
import { readPlace } from '../../../src/portal/calls/place'
import { readPortalList } from '../../../src/portal/calls/readList'
import { RegionPage } from '../../../src/portal/settings/RegionPage'
import { readToDo, readToDoPlace } from '../../../src/portal/todo/readToDo'
import { textsFor } from '../../../src/translations/texts'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makePNG } from '../../helpers/images'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>

const decoded = vi.hoisted(() => ({ times: 0 }))

vi.mock('../../../src/brands/images/decodePNG', async (original) => {
  const module = await original<typeof import('../../../src/brands/images/decodePNG')>()
  return {
    decodePNG: (file: Buffer) => {
      decoded.times += 1
      return module.decodePNG(file)
    },
  }
})

let asked: Headers = {}
let desk: TestDesk
let client: User
let byBoss: Headers
let byClient: Headers
let call: string

beforeAll(async () => {
  desk = await createTestDesk()
  byBoss = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
  byClient = await desk.login(client)
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at)
     values (gen_random_uuid(), $1, 'call', now(), now()) returning id`,
    [client.id],
  )
  call = rows[0]?.id ?? ''
  vi.doMock('next/headers.js', () => ({
    headers: async () => new globalThis.Headers(asked),
  }))
})
afterAll(async () => {
  vi.doUnmock('next/headers.js')
  await desk.stop()
})

/** Whose page it is, or where it leads instead. */
const page = async (path: string, headers: Headers) => {
  asked = { host: 'desk.example', ...headers }
  const { requireClient } = await import('../../../src/portal/request/requireClient')
  return requireClient(path).then(
    (portal) => portal.client.id,
    (error: unknown) => String(Reflect.get(Object(error), 'digest')).split(';')[2],
  )
}

describe('an API key', () => {
  it('opens no page of the portal: pages show the history, and are for people', async () => {
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: byClient,
      url: `${desk.url}/api/api-keys`,
    })
    const { key } = body.doc
    const old = '0123456789abcdef0123456789abcdef'
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: old, enableAPIKey: true },
      id: client.id,
      overrideAccess: true,
    })
    const signIn = `/sign-in?next=${encodeURIComponent('/settings/history')}`
    for (const authorization of [`Bearer ${key}`, `users API-Key ${key}`, `users API-Key ${old}`]) {
      expect(await page('/settings/history', { authorization })).toBe(signIn)
    }
    expect(await page('/settings/history', byClient)).toBe(client.id)
  })
})

describe('an address or a host that is none', () => {
  it('is no error of the desk', async () => {
    const strange: Headers[] = [
      { host: 'a b' },
      { host: '[' },
      { 'desk-path': '//' },
      { 'desk-path': '//evil.example/calls' },
      { 'desk-path': '/calls?q=%zz' },
      { 'desk-path': 'https://evil.example/calls' },
    ]
    for (const headers of strange) {
      expect([headers, await page('/calls', { ...byClient, ...headers })]).toEqual([
        headers,
        client.id,
      ])
    }
  })
})

describe('a browser that names one country after the other', () => {
  it('makes no list of zones and currencies for each', async () => {
    const portal = await portalOf(desk.payload, client)
    const show = (country: string) => {
      const texts = textsFor({ country, language: 'en' })
      const page = RegionPage({ done: undefined, portal: { ...portal, texts } })
      return renderToStaticMarkup(page)
    }
    show('GB')
    const made = vi.spyOn(Intl.DisplayNames.prototype, 'of')
    for (const country of ['AA', 'US', 'ZZ']) {
      expect(show(country)).toContain('Berlin · Central European Time')
    }
    expect(made).not.toHaveBeenCalled()
    made.mockRestore()
  })
})

describe('what no database can store', () => {
  const TIMES = [
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+23:59',
  ] as const
  const NUL = 'a\u0000b'

  const post = (path: string, body: unknown, method = 'POST') =>
    asJSON<{ errors?: { code?: string }[] }>({
      body,
      headers: byClient,
      method,
      url: `${desk.url}/api/${path}`,
    }).then(({ body: answer, status }) => [status, answer.errors?.[0]?.code])

  it.each(TIMES)('is no due time: %s', async (followUpDueAt) => {
    expect(await post(`call-summaries/${call}/follow-up`, { followUpDueAt })).toEqual([
      400,
      'BODY_INVALID',
    ])
    const { body } = await graphQL({
      headers: byClient,
      query: `mutation ($id: String!, $at: DateTime) {
        setFollowUp(id: $id, followUpDueAt: $at) { id } }`,
      url: desk.url,
      variables: { at: followUpDueAt, id: call },
    })
    expect(JSON.stringify(body.errors)).not.toMatch(/INTERNAL|went wrong/i)
  })

  it('is no text either', async () => {
    expect(await post(`call-summaries/${call}/follow-up`, { followUpNote: NUL })).toEqual([
      400,
      expect.stringMatching(/^(?:BODY|TEXT)_INVALID$/),
    ])
    expect(await post(`call-summaries/${call}/feedback`, { reason: 'other', text: NUL })).toEqual([
      400,
      expect.stringMatching(/^(?:BODY|TEXT)_INVALID$/),
    ])
    for (const outcome of [NUL, 'a\ud800']) {
      const followUpRule = { endings: [], outcomes: [outcome] }
      const [status] = await post(`users/${client.id}`, { followUpRule }, 'PATCH')
      expect(status).toBe(400)
    }
  })

  it('is no place in a list', async () => {
    const user = { ...client, collection: 'users' as const }
    const req = await createLocalReq({ req: { payloadAPI: 'REST' }, user }, desk.payload)
    const filters = { conditions: [], range: null, search: '' }
    for (const time of ['0000-01-01T00:00:00Z', '0000-12-31T23:59:59.999Z']) {
      const before = readPlace(`${time}_${call}`)
      const { calls } = await readPortalList({ before, filters, req })
      expect(calls.length).toBeLessThanOrEqual(1)
      const after = readToDoPlace(`${time}_${time}_${call}`)
      expect((await readToDo({ after, req })).calls).toEqual([])
    }
  })
})

describe('who still reads a former e-mail', () => {
  it('gets no mail that signs in, also while the e-mail is being changed', async () => {
    const moving = await makeClient(desk.payload)
    const store = (tokenHash: string, email: string) =>
      storeRequest(desk.payload.db.pool, {
        browserHash: 'b'.repeat(64),
        digitsHash: 'd'.repeat(64),
        email,
        next: null,
        tokenHash,
        userID: moving.id,
      })
    expect(await store('1'.repeat(64), moving.email)).toEqual({ userID: moving.id })
    const change = await desk.sql.connect()
    try {
      await change.query('begin')
      await change.query('select 1 from users where id = $1 for no key update', [moving.id])
      // As the hook does, before the e-mail is written.
      await change.query('delete from sign_in_requests where user_id = $1', [moving.id])
      const storing = store('2'.repeat(64), moving.email)
      await vi.waitFor(async () => {
        const { rows } = await desk.sql.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%sign_in_requests%'
             and datname = current_database()`,
        )
        expect(rows).toHaveLength(1)
      })
      await change.query(`update users set email = 'moved-' || email where id = $1`, [moving.id])
      await change.query('commit')
      expect(await storing).toEqual({ userID: null })
    } finally {
      change.release()
    }
    expect(await store('3'.repeat(64), moving.email)).toEqual({ userID: null })
    expect(await store('4'.repeat(64), `moved-${moving.email}`)).toEqual({ userID: moving.id })
  })
})

describe('strangers who ask for an icon all at once', () => {
  it('have it made once, because making it holds up the reports of all clients', async () => {
    const { body } = await asJSON<{ doc: { id: string } }>({
      body: { name: 'Salon Agency' },
      headers: byBoss,
      url: `${desk.url}/api/brands`,
    })
    const brand = `${desk.url}/api/brands/${body.doc.id}/logo/light`
    const sent = await fetch(brand, {
      body: new Uint8Array(makePNG({ height: 200, width: 200 })),
      headers: byBoss,
      method: 'POST',
    })
    expect(sent.status).toBe(200)
    const icon = `${desk.url}/api/v1/brand/${body.doc.id}/icon/x/180`
    const { payload } = desk
    const known = () => brandOf({ host: null, payload, user: { brand: body.doc.id } })
    const wait = { interval: 200, timeout: 10_000 }
    await vi.waitFor(async () => expect((await known()).pngIcons).not.toEqual([]), wait)
    const before = decoded.times
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(icon)))
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200])
    expect(decoded.times - before).toBe(1)
  })
})
