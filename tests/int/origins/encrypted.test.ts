import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { FORMS, isDone, SIGN_INS, send, WRITES } from './doors'

const DESK = 'https://desk.example'
const PORTAL = 'https://portal.example'

let desk: TestDesk
let boss: User
let client: User
let cookie: { cookie: string }

beforeAll(async () => {
  desk = await createTestDesk({ env: { CORS_ORIGINS: PORTAL, SERVER_URL: `${DESK}/` } })
  boss = await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload)
  const { authorization } = await desk.login(boss)
  cookie = { cookie: `payload-token=${authorization?.replace('JWT ', '')}` }
})

afterAll(() => desk.stop())

// Refused before, where there is a user already.
const { 'a form that makes the first user': _, ...OTHERS } = FORMS

const at = (headers: Record<string, string>) => ({ host: 'desk.example', ...headers })

const OWN = {
  'a page of the desk': { origin: DESK, 'sec-fetch-site': 'same-origin' },
  'an allowed origin': { origin: PORTAL, 'sec-fetch-site': 'cross-site' },
  'an old browser': { origin: DESK },
  'an old browser, by a proxy that changes the host': { host: 'inner:8080', origin: DESK },
}

const FOREIGN = {
  'a sibling site': { origin: 'https://shop.desk.example', 'sec-fetch-site': 'same-site' },
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'its own host in plain http': { origin: 'http://desk.example', 'sec-fetch-site': 'cross-site' },
}

describe('with an https SERVER_URL', () => {
  it.each(Object.entries(WRITES))(
    'a cookie lets own and allowed pages do it: %s',
    async (_, door) => {
      for (const [who, headers] of Object.entries(OWN)) {
        const sent = door(boss)
        const answer = await send(desk, {
          ...sent,
          headers: at({ ...cookie, ...headers, ...sent.headers }),
        })
        expect([who, isDone(answer)]).toEqual([who, true])
      }
      for (const [who, headers] of Object.entries(FOREIGN)) {
        const sent = door(boss)
        const answer = await send(desk, {
          ...sent,
          headers: at({ ...cookie, ...headers, ...sent.headers }),
        })
        expect([who, isDone(answer)]).toEqual([who, false])
      }
    },
  )

  it.each(Object.entries(SIGN_INS))('cookies go by https alone: %s', async (_, door) => {
    for (const headers of Object.values(OWN)) {
      const sent = door(client)
      const { cookies } = await send(desk, {
        ...sent,
        headers: at({ ...headers, ...sent.headers }),
      })
      expect(cookies.join()).toMatch(/^payload-token=.*; Secure/)
    }
    for (const headers of Object.values(FOREIGN)) {
      const sent = door(client)
      const answer = await send(desk, { ...sent, headers: at({ ...headers, ...sent.headers }) })
      expect([isDone(answer), answer.cookies]).toEqual([false, []])
    }
  })

  it('signing out takes that cookie away', async () => {
    const door = SIGN_INS['the page to sign in']?.(client)
    if (!door) throw new Error('There is no such door')
    const { cookies } = await send(desk, { ...door, headers: at(door.headers ?? {}) })
    const out = await send(desk, {
      body: '',
      headers: at({ cookie: cookies[0]?.split(';')[0] ?? '' }),
      path: '/api/v1/portal/sign-out',
    })
    expect(out.cookies.join()).toMatch(/payload-token=; .*Secure/)
  })

  it.each(Object.entries({ ...OTHERS, ...SIGN_INS }))(
    'says where to go instead to who opens it in plain http, where no cookie would stay: %s',
    async (_, door) => {
      for (const host of ['desk.example', '192.0.2.7:3000']) {
        const sent = door(client)
        const headers = { host, origin: `http://${host}`, ...sent.headers }
        const answer = await send(desk, { ...sent, headers })
        expect([isDone(answer), answer.cookies]).toEqual([false, []])
        expect(answer.body).toContain(`not encrypted. Open ${DESK} instead.`)
      }
    },
  )

  it('signs in on this machine by plain http, where browsers keep such cookies', async () => {
    const door = SIGN_INS['the login over REST']?.(client)
    if (!door) throw new Error('There is no such door')
    const local = { host: 'localhost:3000', origin: 'http://localhost:3000' }
    const { cookies } = await send(desk, { ...door, headers: { ...local, ...door.headers } })
    expect(cookies.join()).toMatch(/^payload-token=/)
  })

  it.each(['/api/call-summaries', '/api/v1/calls', '/api/docs', '/elsewhere', '/api/nothing'])(
    'browsers are told to come by https only, to this host: %s',
    async (path) => {
      const { headers } = await send(desk, { headers: at({}), path })
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
      expect(headers['x-content-type-options']).toBe('nosniff')
    },
  )
})
