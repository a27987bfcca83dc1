import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { type FormBrowser, openFormBrowser } from '../../helpers/formBrowser'
import { makeClient, makeStaff, makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'
import { send } from '../origins/doors'

const DAY = 86_400

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

/** A browser in which somebody has signed in. */
const browserOf = async ({ email }: { email: string }): Promise<FormBrowser> => {
  const browser = openFormBrowser({ url: desk.url })
  const { status } = await browser.post('/api/v1/portal/sign-in', { email, password: PASSWORD })
  expect(status).toBe(303)
  return browser
}

/** For how many seconds a token is valid. */
const lastsFor = (token: string | undefined): number => {
  const claims = Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8')
  const { exp, iat }: { exp?: unknown; iat?: unknown } = Object(JSON.parse(claims || '{}'))
  return Number(exp) - Number(iat)
}

type Row = { days: number; id: string; version: string }

/** The sessions of a user, with how many days they are still open. */
const sessionsOf = async ({ id }: { id: string }): Promise<Row[]> => {
  const { rows } = await desk.sql.query<Row>(
    `select id, xmin::text as version, extract(epoch from expires_at - now()) / 86400 as days
     from users_sessions where _parent_id = $1 order by _order`,
    [id],
  )
  return rows.map((row) => ({ ...row, days: Math.round(Number(row.days) * 100) / 100 }))
}

/** As if the session had been opened or prolonged before. */
const age = (user: { id: string }, daysLeft: number) =>
  desk.sql.query(
    `update users_sessions set expires_at = now() + make_interval(hours => $2) where _parent_id = $1`,
    [user.id, daysLeft * 24],
  )

const whoIs = async (headers: Record<string, string>): Promise<null | string> => {
  const { body } = await asJSON<{ user: { email: string } | null }>({
    headers,
    url: `${desk.url}/api/users/me`,
  })
  return body.user?.email ?? null
}

const STAY = '/api/v1/portal/stay?next=%2Fcalls%3Fpage%3D2'

const stay = (browser: FormBrowser) => browser.get(STAY)

/** Whether a page would send the user to have the session prolonged. */
const isDue = async (browser: FormBrowser): Promise<boolean> => {
  const { executeAuthStrategies } = await import('../../../src/payload/operations')
  const { isSessionDue } = await import('../../../src/accounts/keepSession')
  const headers = new Headers(browser.headers())
  return isSessionDue(await executeAuthStrategies({ headers, payload: desk.payload }))
}

describe('the session of a client', () => {
  it('lasts 30 days, by every door; that of staff as before', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload)
    const login = async ({ email }: User) => {
      const { body } = await asJSON<{ token: string }>({
        body: { email, password: PASSWORD },
        url: `${desk.url}/api/users/login`,
      })
      return lastsFor(body.token)
    }
    expect([await login(client), await login(staff)]).toEqual([30 * DAY, 7_200])
    const browser = await browserOf(client)
    expect(lastsFor(browser.cookie('payload-token'))).toBe(30 * DAY)
    expect((await sessionsOf(client)).map(({ days }) => days)).toEqual([30, 30])
    expect((await sessionsOf(staff))[0]?.days).toBeLessThan(0.1)
  })

  it('is as long again after it was refreshed, by REST and GraphQL', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload)
    const refresh = async (user: User) => {
      const headers = await signedIn(desk.payload, user)
      const { body } = await asJSON<{ refreshedToken: string }>({
        body: {},
        headers,
        url: `${desk.url}/api/users/refresh-token`,
      })
      const byGraphQL = await graphQL<{ refreshTokenUser: { refreshedToken: string } }>({
        headers,
        query: 'mutation { refreshTokenUser { refreshedToken exp user { email } } }',
        url: desk.url,
      })
      return [
        lastsFor(body.refreshedToken),
        lastsFor(byGraphQL.body.data?.refreshTokenUser.refreshedToken),
      ]
    }
    expect(await refresh(client)).toEqual([30 * DAY, 30 * DAY])
    expect((await sessionsOf(client))[0]?.days).toBe(30)
    expect(await refresh(staff)).toEqual([7_200, 7_200])
  })

  it('is prolonged by a visit, with its cookie, once a day', async () => {
    const client = await makeClient(desk.payload)
    const browser = await browserOf(client)
    expect(await isDue(browser)).toBe(false)
    expect(await stay(browser)).toMatchObject({
      cookies: [],
      location: '/calls?page=2',
      status: 303,
    })

    await age(client, 28.5)
    expect(await isDue(browser)).toBe(true)
    // As after a click in a web mailer.
    const headers = {
      ...browser.headers(),
      'sec-fetch-mode': 'navigate',
      'sec-fetch-site': 'cross-site',
    }
    const visit = await send(desk, { headers, path: STAY })
    expect([visit.status, visit.headers.location]).toEqual([303, '/calls?page=2'])
    const [cookie = '', ...others] = visit.cookies
    expect(others).toEqual([])
    expect(cookie).toMatch(/^payload-token=.*HttpOnly/)
    const token = cookie.split(';')[0]?.replace('payload-token=', '')
    expect(lastsFor(token)).toBe(30 * DAY)
    expect(await whoIs({ cookie: `payload-token=${token}` })).toBe(client.email)
    const [session] = await sessionsOf(client)
    expect(session?.days).toBe(30)
    expect(await isDue(browser)).toBe(false)
    expect(await whoIs(browser.headers())).toBe(client.email)

    expect((await stay(browser)).cookies).toEqual([])
    expect(await sessionsOf(client)).toEqual([session])
  })

  it('is prolonged once by many visits at the same time', async () => {
    const client = await makeClient(desk.payload)
    const browser = await browserOf(client)
    await age(client, 3)
    const visits = await Promise.all(Array.from({ length: 12 }, () => stay(browser)))
    expect(new Set(visits.map(({ location }) => location))).toEqual(new Set(['/calls?page=2']))
    expect((await sessionsOf(client)).map(({ days }) => days)).toEqual([30])
    expect(await whoIs(browser.headers())).toBe(client.email)
  })

  it('is not prolonged for staff, for a key, or after it has ended', async () => {
    const staff = await makeStaff(desk.payload)
    const admin = await browserOf(staff)
    const [before] = await sessionsOf(staff)
    expect(await isDue(admin)).toBe(false)
    expect((await stay(admin)).cookies).toEqual([])
    expect(await sessionsOf(staff)).toEqual([before])

    const client = await makeClient(desk.payload)
    const browser = await browserOf(client)
    await desk.sql.query('delete from users_sessions where _parent_id = $1', [client.id])
    expect(await stay(browser)).toMatchObject({
      cookies: [],
      location: '/sign-in?next=%2Fcalls%3Fpage%3D2',
    })
    expect(
      (await openFormBrowser({ url: desk.url }).get('/api/v1/portal/stay?next=//evil')).location,
    ).toBe('/sign-in?next=%2F')
  })

  it('ends when the client becomes staff', async () => {
    const client = await makeClient(desk.payload)
    const browser = await browserOf(client)
    await desk.payload.update({
      collection: 'users',
      data: { isStaff: true },
      id: client.id,
      overrideAccess: true,
    })
    expect(await whoIs(browser.headers())).toBeNull()
    // Staff who change in another way stay signed in.
    const again = await browserOf(client)
    await desk.payload.update({
      collection: 'users',
      data: { isStaff: true, name: 'New' },
      id: client.id,
      overrideAccess: true,
    })
    expect(await whoIs(again.headers())).toBe(client.email)
  })
})

describe('signing out', () => {
  it('ends this session alone', async () => {
    const client = await makeClient(desk.payload)
    const [one, other] = [await browserOf(client), await browserOf(client)]
    const headers = one.headers()
    const answer = await one.post('/api/v1/portal/sign-out', {})
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?done=out'])
    expect(one.cookie('payload-token')).toBe('')
    expect([await whoIs(headers), await whoIs(other.headers())]).toEqual([null, client.email])
    // Also for whoever is signed out already.
    expect((await one.post('/api/v1/portal/sign-out', {})).location).toBe('/sign-in?done=out')
  })

  it('everywhere ends all sessions, and mails to sign in, but no key', async () => {
    const client = await makeClient(desk.payload)
    const stranger = await makeClient(desk.payload)
    const [one, two, theirs] = [
      await browserOf(client),
      await browserOf(client),
      await browserOf(stranger),
    ]
    const key = await asJSON<{ doc: { key: string } }>({
      body: { name: 'tool' },
      headers: { ...one.headers(), origin: desk.url },
      url: `${desk.url}/api/api-keys`,
    })
    expect(key.status).toBe(201)
    await desk.sql.query(
      `insert into sign_in_requests (token_hash, browser_hash, user_id, expires_at)
       values ('theirs', 'theirs', $1, now() + interval '9 minutes')`,
      [client.id],
    )
    const headers = one.headers()
    const answer = await one.post('/api/v1/portal/sign-out-everywhere', {})
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?done=everywhere'])
    expect(one.cookie('payload-token')).toBe('')
    expect([await whoIs(headers), await whoIs(two.headers())]).toEqual([null, null])
    expect(await whoIs(theirs.headers())).toBe(stranger.email)
    const { rows } = await desk.sql.query(
      `select (select count(*)::int from sign_in_requests where user_id = $2) as mails,
         (select count(*)::int from audit_log where document = $1::text and actor = $1::text and actor_kind = 'client'
          and action = 'signed_out_everywhere') as entries`,
      [client.id, client.id],
    )
    expect(rows).toEqual([{ entries: 1, mails: 0 }])
    const calls = await asJSON({
      headers: { authorization: `Bearer ${key.body.doc.key}` },
      url: `${desk.url}/api/call-summaries`,
    })
    expect(calls.status).toBe(200)
  })

  it('everywhere is for who is signed in, from a page of the desk', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload)
    const browser = await browserOf(client)
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    await browser.post('/api/v1/portal/sign-out-everywhere', {}, foreign)
    await browser.post('/api/v1/portal/sign-out', {}, foreign)
    expect(await whoIs(browser.headers())).toBe(client.email)
    const nobody = openFormBrowser({ url: desk.url })
    expect((await nobody.post('/api/v1/portal/sign-out-everywhere', {})).location).toBe(
      '/sign-in?next=%2Fsettings%2Fpassword',
    )
    const admin = await browserOf(staff)
    expect((await admin.post('/api/v1/portal/sign-out-everywhere', {})).location).toBe('/admin')
    expect(await whoIs(admin.headers())).toBe(staff.email)
  })

  it('everywhere while others sign in leaves only whole sessions', async () => {
    const client = await makeClient(desk.payload)
    for (let round = 0; round < 5; round += 1) {
      const browser = await browserOf(client)
      const [answer, ...opened] = await Promise.all([
        browser.post('/api/v1/portal/sign-out-everywhere', {}),
        ...Array.from({ length: 4 }, () => signedIn(desk.payload, client)),
      ])
      expect(answer.location).toBe('/sign-in?done=everywhere')
      const open = await Promise.all(opened.map((headers) => whoIs(headers)))
      const left = open.filter((email) => email !== null)
      expect(await sessionsOf(client)).toHaveLength(left.length)
      await desk.sql.query('delete from users_sessions where _parent_id = $1', [client.id])
    }
  })
})
