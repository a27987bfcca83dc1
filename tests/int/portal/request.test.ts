import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

/** What Next knows of the page that is made. */
let asked: Headers = {}
let desk: TestDesk
let client: User

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { language: 'de', timezone: 'Europe/Berlin' })
  vi.doMock('next/headers.js', () => ({
    headers: async () => new globalThis.Headers(asked),
  }))
})
afterAll(async () => {
  vi.doUnmock('next/headers.js')
  await desk.stop()
})

const cookieOf = async (user: { email: string }): Promise<Headers> => {
  const { authorization = '' } = await desk.login(user)
  return { cookie: `payload-token=${authorization.replace('JWT ', '')}` }
}

const request = async (headers: Headers) => {
  asked = { host: 'desk.example', ...headers }
  const { portalRequest } = await import('../../../src/portal/request/portalRequest')
  return portalRequest()
}

/** The request of a page for clients, or where it leads instead. */
const required = async (headers: Headers, path = '/calls?q=a') => {
  asked = { host: 'desk.example', ...headers }
  const { requireClient } = await import('../../../src/portal/request/requireClient')
  try {
    return (await requireClient(path)).client.id
  } catch (error) {
    return String(Reflect.get(Object(error), 'digest')).split(';')[2]
  }
}

describe('the request of a page', () => {
  it('is the client’s, with its language, zone and rights of the API', async () => {
    const nonce = 'c'.repeat(24)
    const portal = await request({
      ...(await cookieOf(client)),
      'content-security-policy': `script-src 'self' 'nonce-${nonce}'`,
      'desk-path': '/calls?q=a',
    })
    expect([portal.client?.id, portal.user?.id, portal.req.user?.id]).toEqual([
      client.id,
      client.id,
      client.id,
    ])
    expect([portal.texts.language, portal.zone]).toEqual(['de', 'Europe/Berlin'])
    expect([portal.path, portal.nonce, portal.seeing]).toEqual(['/calls?q=a', nonce, null])
    expect(portal.req.payloadAPI).toBe('REST')
    const { docs } = await portal.payload.find({
      collection: 'users',
      overrideAccess: false,
      req: portal.req,
    })
    expect(docs.map(({ id }) => id)).toEqual([client.id])
    expect(portal.client).not.toHaveProperty('vapiWebhookToken')
  })

  it('of nobody has the language of the browser', async () => {
    const portal = await request({ 'accept-language': 'nl-BE,nl;q=0.9' })
    expect([portal.client, portal.user, portal.texts.language]).toEqual([null, null, 'nl'])
    expect(portal.brand.name).toBe('Client Desk')
  })

  it('follows a link of another site signed in, such as from a web mailer, and nothing else', async () => {
    const cookie = await cookieOf(client)
    const from = (site: string, mode: string) =>
      request({ ...cookie, 'sec-fetch-mode': mode, 'sec-fetch-site': site })
    for (const site of ['cross-site', 'same-site', 'none', 'same-origin']) {
      expect((await from(site, 'navigate')).client?.id).toBe(client.id)
    }
    expect((await from('cross-site', 'no-cors')).client).toBeNull()
    expect((await from('cross-site', 'cors')).client).toBeNull()
  })
})

describe('a page', () => {
  it('is for people: an API key is nobody', async () => {
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: await desk.login(client),
      url: `${desk.url}/api/api-keys`,
    })
    for (const headers of [withAPIKey(body.doc.key), { authorization: `Bearer ${body.doc.key}` }]) {
      expect((await request(headers)).user).toBeNull()
    }
  })
})

describe('a page for clients', () => {
  it('leads others elsewhere: nobody and who was switched off to the sign-in, staff to the admin', async () => {
    const signIn = `/sign-in?next=${encodeURIComponent('/calls?q=a')}`
    expect(await required({})).toBe(signIn)
    expect(await required({ cookie: 'payload-token=made-up' })).toBe(signIn)
    expect(await required({}, '/calls')).toBe('/sign-in')
    const staff = await makeStaff(desk.payload, ['users.view', 'call-summaries.view'])
    expect(await required(await cookieOf(staff))).toBe('/admin')
    const gone = await makeClient(desk.payload)
    const cookie = await cookieOf(gone)
    expect(await required(cookie)).toBe(gone.id)
    await desk.payload.update({ collection: 'users', data: { isActive: false }, id: gone.id })
    expect(await required(cookie)).toBe(signIn)
  })
})

describe('the desk’s address', () => {
  const home = async (headers: Headers) => {
    asked = { host: 'desk.example', ...headers }
    // Its own layout has styles, which only Next reads.
    const { default: Home } = await import('../../../src/app/(portal)/page')
    return Home().then(
      () => 'a page',
      (error: unknown) => String(Reflect.get(Object(error), 'digest')).split(';')[2],
    )
  }

  it('leads clients to their calls, staff to the admin, and others to the sign-in', async () => {
    expect(await home({})).toBe('/sign-in')
    expect(await home(await cookieOf(client))).toBe('/calls')
    expect(await home(await cookieOf(await makeStaff(desk.payload)))).toBe('/admin')
  })
})
