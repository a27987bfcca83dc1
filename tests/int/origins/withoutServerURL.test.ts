import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { FORMS, isDone, SIGN_INS, send, WRITES } from './doors'

const HOST = 'desk.agency.example'

let desk: TestDesk
let boss: User
let client: User
let cookie: { cookie: string }
let byClient: { cookie: string }

/** As browsers send what their own page does; `site` is left out over plain http. */
const OWN = {
  'a page of the desk': { origin: `https://${HOST}`, 'sec-fetch-site': 'same-origin' },
  'a page of the desk, whatever a proxy made of the host': {
    host: 'inner:8080',
    origin: `https://${HOST}`,
    'sec-fetch-site': 'same-origin',
  },
  'a page of the desk over plain http': { origin: `http://${HOST}` },
  'what is no browser': {},
}

const FOREIGN = {
  'a sibling site': { origin: 'https://shop.agency.example', 'sec-fetch-site': 'same-site' },
  'a sibling site that hides its origin': { origin: 'null', 'sec-fetch-site': 'same-site' },
  'a sibling site, naming no origin': {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'same-site',
  },
  'another port of the host': { origin: `https://${HOST}:8443`, 'sec-fetch-site': 'same-site' },
  'another port of the host over plain http': { origin: `http://${HOST}:8080` },
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another site over plain http': { origin: 'http://evil.example' },
  'another site that says how a proxy would': {
    origin: 'http://evil.example',
    'x-forwarded-host': 'evil.example',
  },
}

beforeAll(async () => {
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload)
  const tokenOf = async (user: User) =>
    (await desk.login(user)).authorization?.replace('JWT ', '') ?? ''
  cookie = { cookie: `payload-token=${await tokenOf(boss)}` }
  byClient = { cookie: `payload-token=${await tokenOf(client)}` }
})

afterAll(() => desk.stop())

const at = (headers: Record<string, string>) => ({ host: HOST, ...headers })

describe('without SERVER_URL, a session’s cookie', () => {
  it.each(Object.entries(WRITES))('lets the desk’s own pages do it: %s', async (_, door) => {
    for (const [who, headers] of Object.entries(OWN)) {
      const sent = door(boss)
      const answer = await send(desk, {
        ...sent,
        headers: at({ ...cookie, ...headers, ...sent.headers }),
      })
      expect([who, isDone(answer), answer.body]).toEqual([who, true, answer.body])
    }
  })

  it.each(Object.entries(WRITES))('lets no other page do it: %s', async (_, door) => {
    const { rows: before } = await desk.sql.query(
      'select count(*)::int, max(updated_at) from users',
    )
    for (const [who, headers] of Object.entries(FOREIGN)) {
      const sent = door(boss)
      const answer = await send(desk, {
        ...sent,
        headers: at({ ...cookie, ...headers, ...sent.headers }),
      })
      expect([who, isDone(answer)]).toEqual([who, false])
    }
    const { rows: after } = await desk.sql.query('select count(*)::int, max(updated_at) from users')
    expect(after).toEqual(before)
  })

  it('reads nothing for a page of another site, but for a link that was followed', async () => {
    const read = async (headers: Record<string, string>) => {
      const me = await send(desk, { headers: at({ ...cookie, ...headers }), path: '/api/users/me' })
      const calls = await send(desk, {
        headers: at({ ...byClient, ...headers }),
        path: '/api/call-summaries?limit=1',
      })
      return [me.body.includes(boss.email), calls.status === 200]
    }
    for (const [who, { 'sec-fetch-mode': mode, ...headers }] of Object.entries<
      Record<string, string>
    >(FOREIGN)) {
      expect([
        who,
        await read({ ...headers, ...(mode ? { 'sec-fetch-mode': 'no-cors' } : {}) }),
      ]).toEqual([who, [false, false]])
    }
    for (const site of ['cross-site', 'same-site', 'none', 'same-origin']) {
      expect(await read({ 'sec-fetch-mode': 'navigate', 'sec-fetch-site': site })).toEqual([
        true,
        true,
      ])
    }
    expect(await read({})).toEqual([true, true])
  })

  it('signs nobody out for another site', async () => {
    const out = { body: '', headers: at(byClient), path: '/api/v1/portal/sign-out' }
    for (const headers of Object.values(FOREIGN)) {
      await send(desk, { ...out, headers: { ...out.headers, ...headers } })
      await send(desk, {
        ...out,
        headers: { ...out.headers, ...headers },
        path: '/api/users/logout',
      })
    }
    const me = await send(desk, { headers: at(byClient), path: '/api/users/me' })
    expect(me.body).toContain(client.email)
  })
})

describe('without SERVER_URL, a token in a header', () => {
  it('is not asked where it comes from', async () => {
    const { authorization = '' } = await desk.login(client)
    const answer = await send(desk, {
      headers: at({ authorization, ...FOREIGN['another site'] }),
      path: '/api/users/me',
    })
    expect(answer.body).toContain(client.email)
  })
})

describe('without SERVER_URL, forms for those without a session', () => {
  it.each(Object.entries(SIGN_INS))('sign in for the desk’s own pages: %s', async (_, door) => {
    for (const [who, headers] of Object.entries(OWN)) {
      const sent = door(client)
      const answer = await send(desk, { ...sent, headers: at({ ...headers, ...sent.headers }) })
      expect([who, isDone(answer), answer.cookies.join().startsWith('payload-token=')]).toEqual([
        who,
        true,
        true,
      ])
    }
  })

  it.each(Object.entries({ ...FORMS, ...SIGN_INS }))(
    'do nothing for pages of other sites: %s',
    async (_, door) => {
      for (const [who, headers] of Object.entries(FOREIGN)) {
        const sent = door(client)
        const answer = await send(desk, { ...sent, headers: at({ ...headers, ...sent.headers }) })
        expect([who, isDone(answer), answer.cookies]).toEqual([who, false, []])
        expect(answer.body).toMatch(/page of another site|not allowed|forbidden|403/i)
      }
    },
  )

  it('make no first user for another site', async () => {
    const { rows } = await desk.sql.query("select 1 from users where email like '%@evil.example'")
    expect(rows).toEqual([])
  })
})

describe('every answer', () => {
  it.each([
    ['a list', '/api/call-summaries'],
    ['nothing there', '/api/nothing/here'],
    ['a page for clients', '/api/v1/calls'],
    ['the API’s description', '/api/openapi.json'],
    ['the page of the API', '/api/docs'],
    ['a method nobody knows', '/api/users', 'PURGE'],
    ['a webhook that nobody has', `/api/v1/vapi/webhook/${'a'.repeat(40)}`, 'POST'],
    ['not the API', '/elsewhere'],
  ])('says that it is what it says: %s', async (_, path, method = 'GET') => {
    const { headers } = await send(desk, { headers: at({}), method, path })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('gives a cookie that goes over plain http too', async () => {
    const door = SIGN_INS['the login over REST']?.(client)
    if (!door) throw new Error('There is no such door')
    const { cookies } = await send(desk, { ...door, headers: at(door.headers ?? {}) })
    expect(cookies.join()).toMatch(/^payload-token=[^;]+; .*HttpOnly/)
    expect(cookies.join()).not.toMatch(/Secure/i)
  })
})
