import crypto from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseCookies } from '../../../src/payload/shared'
import type { User } from '../../../src/payload-types'
import { FLASH_COOKIE, openFlash } from '../../../src/portal/forms/flash'
import { SIGN_IN_FORMS } from '../../../src/portal/signIn/paths'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import {
  makeClient,
  makeStaff,
  makeSuperuser,
  makeUser,
  PASSWORD,
  signedIn,
} from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

// Whoever connects is a proxy that says where requests come from, so that a test has many addresses.
let desk: TestDesk
let boss: User
beforeAll(async () => {
  desk = await createTestDesk({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
  boss = await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())
afterEach(() => vi.unstubAllEnvs())

let addresses = 0
/** An address that nobody has come from. */
const newAddress = (): string => {
  addresses += 1
  return `203.${Math.floor(addresses / 250)}.113.${addresses % 250}`
}

type Try = { cookie?: string; email: string; from: string; password?: string }

const headersOf = ({ cookie, from }: Pick<Try, 'cookie' | 'from'>): Record<string, string> => ({
  'x-forwarded-for': from,
  ...(cookie === undefined ? {} : { cookie }),
})

/** Every door by which somebody signs in with a password, and how it answers. */
const DOORS = {
  GraphQL: async ({ email, password = PASSWORD, ...who }: Try) => {
    const {
      body,
      headers,
      status: http,
    } = await graphQL<{ loginUser: { token: string } | null }>({
      headers: headersOf(who),
      query: `mutation ($email: String!, $password: String!) {
        loginUser(email: $email, password: $password) { exp token user { id email } } }`,
      url: desk.url,
      variables: { email, password },
    })
    const [error] = body.errors ?? []
    const { code, statusCode } =
      (error as { extensions?: Record<string, unknown> })?.extensions ?? {}
    // Too many at once are refused before anything of GraphQL is read.
    const status = typeof statusCode === 'number' ? statusCode : http
    return { code, headers, status, text: JSON.stringify(body) }
  },
  page: async ({ email, password = PASSWORD, ...who }: Try) => {
    const answer = await fetch(`${desk.url}/api/v1/portal/sign-in`, {
      body: new URLSearchParams({ email, password }),
      headers: { ...headersOf(who), 'sec-fetch-site': 'same-origin' },
      method: 'POST',
      redirect: 'manual',
    })
    const { headers } = answer
    const isIn = /^\/(?:calls|admin)$/.test(headers.get('location') ?? '')
    // The form comes back with why, sealed in a cookie.
    const sealed = parseCookies(
      new Headers({
        cookie:
          headers
            .getSetCookie()
            .find((each) => each.startsWith('desk-form='))
            ?.split(';')[0] ?? '',
      }),
    ).get(FLASH_COOKIE)
    const owner = { form: SIGN_IN_FORMS.password, secret: desk.payload.secret, user: null }
    const text = JSON.stringify(openFlash(sealed, owner)?.problems)
    const isLater = answer.status === 429 || text?.includes('shell.form.later')
    const status = isIn ? 200 : isLater ? 429 : 401
    return { code: undefined, headers, status, text }
  },
  REST: async ({ email, password = PASSWORD, ...who }: Try) => {
    const { body, headers, status } = await asJSON<{ errors?: { code?: string }[] }>({
      body: { email, password },
      headers: headersOf(who),
      url: `${desk.url}/api/users/login`,
    })
    return { code: body.errors?.[0]?.code, headers, status, text: JSON.stringify(body) }
  },
} as const

const NAMES = ['GraphQL', 'page', 'REST'] as const satisfies (keyof typeof DOORS)[]

const wrong = { password: 'not the password' }

/** The cookie by which a device that signed in is known. */
const deviceOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith('payload-device=')) ?? 'none'

const unlock = (email: string, headers: Record<string, string>) =>
  asJSON({ body: { email }, headers, url: `${desk.url}/api/users/unlock` })

describe.each(NAMES)('signing in by %s', (name) => {
  const door = DOORS[name]

  it('lets in, and gives a cookie that no script reads', async () => {
    const client = await makeClient(desk.payload)
    const { headers, status } = await door({
      email: ` ${client.email.toUpperCase()}`,
      from: newAddress(),
    })
    expect(status).toBe(200)
    const cookies = headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      'payload-token',
      'payload-device',
    ])
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/)
  })

  it('says the same of accounts that are unknown, locked or not, by one hash each', async () => {
    const client = await makeClient(desk.payload)
    const hash = vi.spyOn(crypto, 'pbkdf2')
    try {
      const of = async (email: string) => {
        const from = newAddress()
        const answers: unknown[] = []
        for (let attempt = 0; attempt < (name === 'REST' ? 7 : 2); attempt += 1) {
          const before = hash.mock.calls.length
          const { code, status, text } = await door({ email, from, ...wrong })
          answers.push({ code, hashes: hash.mock.calls.length - before, status, text })
        }
        return answers
      }
      const known = await of(client.email)
      expect(await of(`nobody-${name}@desk.test`)).toEqual(known)
      expect(new Set(known.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(known[0]).toMatchObject({ hashes: 1, status: 401 })
    } finally {
      hash.mockRestore()
    }
  })

  it('locks out who guesses, and nobody else', async () => {
    const staff = await makeStaff(desk.payload)
    const [home, stranger] = [newAddress(), newAddress()]
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await door({ email: staff.email, from: stranger, ...wrong })).status).toBe(401)
    }
    expect((await door({ email: staff.email, from: stranger })).status).toBe(401)
    expect((await door({ email: staff.email, from: home })).status).toBe(200)
    expect((await unlock(staff.email, await as(boss))).status).toBe(200)
    expect((await door({ email: staff.email, from: stranger })).status).toBe(200)
  })

  it('refuses at once whoever tries too often, known or not', async () => {
    const client = await makeClient(desk.payload)
    for (const email of [client.email, `often-${name}@desk.test`]) {
      const from = newAddress()
      const statuses: number[] = []
      for (let attempt = 0; attempt < 90; attempt += 1) {
        // Without a password nothing is hashed, so that this takes no time.
        const { headers, status } = await door({ email, from, password: ' ' })
        statuses.push(status)
        if (status !== 429) continue
        if (name !== 'page') expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        break
      }
      expect(statuses.at(-1)).toBe(429)
      expect(statuses.length).toBeGreaterThan(5)
    }
  })

  it('looks at five of many guesses that are made at once', async () => {
    vi.stubEnv('FULL_HASHES', 'true')
    const client = await makeClient(desk.payload)
    const from = newAddress()
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        door({ email: client.email, from, ...(index > 4 && index % 2 === 0 ? {} : wrong) }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    for (const { headers, status } of answers) {
      if (status !== 429 || name === 'page') continue
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })
})

const as = (user: { id: string }) => signedIn(desk.payload, user)

describe('a stranger', () => {
  it('locks nobody out of a device they signed in from, from however many addresses', async () => {
    const staff = await makeStaff(desk.payload)
    const home = newAddress()
    const cookie = deviceOf((await DOORS.REST({ email: staff.email, from: home })).headers)
    // As a flood of wrong passwords from everywhere leaves it.
    const { accountKey } = await import('../../../src/accounts/who')
    await desk.sql.query(`insert into webhook_limits values ($1, 5000, $2)`, [
      `wrong_anywhere:${accountKey(staff.email)}`,
      Date.now() + 600_000,
    ])
    const elsewhere = newAddress()
    expect((await DOORS.REST({ email: staff.email, from: elsewhere })).status).toBe(401)
    expect((await DOORS.REST({ cookie, email: staff.email, from: elsewhere })).status).toBe(200)
    expect((await DOORS.REST({ email: staff.email, from: home })).status).toBe(200)
    // Known to that account alone, and not to be made up.
    const other = await makeStaff(desk.payload)
    await desk.sql.query(`insert into webhook_limits values ($1, 5000, $2)`, [
      `wrong_anywhere:${accountKey(other.email)}`,
      Date.now() + 600_000,
    ])
    for (const forged of [cookie, 'payload-device=x', cookie.replace(/.$/, 'g'), `${cookie}0`]) {
      const answer = await DOORS.REST({ cookie: forged, email: other.email, from: newAddress() })
      expect(answer.status).toBe(401)
    }
  })

  it('does not use up the tries of a known device at the same address', async () => {
    const staff = await makeStaff(desk.payload)
    const office = newAddress()
    const cookie = deviceOf((await DOORS.REST({ email: staff.email, from: office })).headers)
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await DOORS.REST({ email: staff.email, from: office, ...wrong })
    }
    expect((await DOORS.REST({ email: staff.email, from: office })).status).toBe(401)
    expect((await DOORS.REST({ cookie, email: staff.email, from: office })).status).toBe(200)
  })

  it('is counted by address over all accounts, IPv6 by its network', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 140; attempt += 1) {
      const { status } = await DOORS.REST({
        email: `many-${attempt}@desk.test`,
        // So many do not wait for hashes.
        from: `2001:db8:7:7::${(attempt + 1).toString(16)}`,
        password: ' ',
      })
      statuses.push(status)
    }
    expect(statuses[0]).toBe(400)
    expect(statuses.at(-1)).toBe(429)
    const other = await DOORS.REST({ email: 'x@desk.test', from: '2001:db8:7:8::1', ...wrong })
    expect(other.status).toBe(401)
  })
})

describe('unlocking', () => {
  it('is for staff who may change the account', async () => {
    const client = await makeClient(desk.payload)
    const from = newAddress()
    const { accountKey } = await import('../../../src/accounts/who')
    // As five wrong passwords leave it.
    await desk.sql.query('insert into webhook_limits values ($1, 6, $2)', [
      `wrong_password:${accountKey(client.email)}:${from}`,
      Date.now() + 600_000,
    ])
    const viewer = await as(await makeStaff(desk.payload, ['users.view']))
    const own = await as(client)
    for (const headers of [{}, viewer, own]) {
      expect((await unlock(client.email, headers)).status).toBe(403)
      const asked = await graphQL({
        headers,
        query: `mutation { unlockUser(email: "${client.email}") }`,
        url: desk.url,
      })
      expect(asked.body.errors).toHaveLength(1)
    }
    expect((await DOORS.REST({ email: client.email, from })).status).toBe(401)
    const editor = await as(await makeStaff(desk.payload, ['users.view', 'users.change']))
    const asked = await graphQL({
      headers: editor,
      query: `mutation { unlockUser(email: "${client.email}") }`,
      url: desk.url,
    })
    expect(asked.body.errors).toBeUndefined()
    expect((await DOORS.REST({ email: client.email, from })).status).toBe(200)
  })
})

describe('sessions', () => {
  const sessionsOf = async (id: string) =>
    (await desk.sql.query('select id from users_sessions where _parent_id = $1', [id])).rows.length

  it('are twenty at most, of which the oldest goes, also when many begin at once', async () => {
    const client = await makeClient(desk.payload)
    const first = await as(client)
    await desk.sql.query(
      `insert into users_sessions (id, _parent_id, _order, created_at, expires_at)
       select gen_random_uuid(), $1, n, now() + n * interval '1 ms', now() + interval '1 hour'
       from generate_series(1, 17) n`,
      [client.id],
    )
    const { openSession } = await import('../../../src/accounts/session')
    const { createLocalReq } = await import('payload')
    const opened = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const req = await createLocalReq({}, desk.payload)
        return openSession(req, { action: 'logged_in', userID: client.id })
      }),
    )
    expect(await sessionsOf(client.id)).toBe(20)
    const isAlive = async (headers: Record<string, string>) => {
      const { body } = await asJSON<{ user: unknown }>({ headers, url: `${desk.url}/api/users/me` })
      return body.user !== null
    }
    expect(await isAlive(first)).toBe(false)
    const alive = await Promise.all(
      opened.map((each) => isAlive({ authorization: `JWT ${each?.token}` })),
    )
    expect(alive).toEqual(Array(6).fill(true))
  })
})

describe('Payload’s own ways in', () => {
  it('are closed', async () => {
    const client = await makeClient(desk.payload)
    const { payload } = desk
    const data = { email: client.email, password: PASSWORD }
    const overrideAccess = true
    await expect(payload.login({ collection: 'users', data, overrideAccess })).rejects.toThrow()
    await expect(
      payload.forgotPassword({ collection: 'users', data: { email: client.email } }),
    ).rejects.toThrow()
    await expect(
      payload.resetPassword({
        collection: 'users',
        data: { password: PASSWORD, token: 'x' },
        overrideAccess,
      }),
    ).rejects.toThrow()
  })

  it('register nobody where there is somebody', async () => {
    const answer = await asJSON({
      body: { email: 'second@desk.test', isSuperuser: true, password: PASSWORD },
      url: `${desk.url}/api/users/first-register`,
    })
    expect(answer.status).toBe(403)
    const { totalDocs } = await desk.payload.count({
      collection: 'users',
      where: { email: { equals: 'second@desk.test' } },
    })
    expect(totalDocs).toBe(0)
  })
})

describe('a password hash of an earlier version', () => {
  it('lets in, and is replaced by one of today', async () => {
    const user = await makeUser(desk.payload)
    const salt = crypto.randomBytes(32).toString('hex')
    const hash = crypto.pbkdf2Sync(PASSWORD, salt, 25_000, 512, 'sha256').toString('hex')
    await desk.sql.query('update users set hash = $1, salt = $2 where id = $3', [
      hash,
      salt,
      user.id,
    ])
    expect((await DOORS.REST({ email: user.email, from: newAddress() })).status).toBe(200)
    const { rows } = await desk.sql.query('select hash from users where id = $1', [user.id])
    expect(rows[0].hash).toMatch(/^pbkdf2-sha256-v1:/)
    expect((await DOORS.REST({ email: user.email, from: newAddress() })).status).toBe(200)
  })
})
