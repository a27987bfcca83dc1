import crypto from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseForeignHash } from '../../../src/accounts/foreignHash'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import {
  makeClient,
  makeResetLink,
  makeStaff,
  makeSuperuser,
  PASSWORD,
  signedIn,
} from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

let desk: TestDesk
let boss: User
/** Moved in with a hash that takes more than Payload's. What the desk takes for a wrong password is kept for a minute. */
let expensive: User
const EXPENSIVE = 620_000

beforeAll(async () => {
  desk = await createTestDesk({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
  boss = await makeSuperuser(desk.payload)
  expensive = await makeMoved(hashOf(OLD, EXPENSIVE))
})
afterAll(() => desk.stop())
afterEach(() => vi.restoreAllMocks())

const OLD = 'old'

/** A hash as Django writes it. */
const hashOf = (password: string, iterations = 1_000): string => {
  const key = crypto.pbkdf2Sync(password, 'salt', iterations, 32, 'sha256').toString('base64')
  return `pbkdf2_sha256$${iterations}$salt$${key}`
}

/** A client who has moved in and not signed in yet. */
const makeMoved = async (hash = hashOf(OLD)): Promise<User> => {
  const client = await makeClient(desk.payload)
  await desk.sql.query(
    'update users set hash = null, salt = null, foreign_hash = $2 where id = $1',
    [client.id, hash],
  )
  return client
}

const stored = async ({ id }: User) => {
  const { rows } = await desk.sql.query(
    'select hash, salt, foreign_hash from users where id = $1',
    [id],
  )
  return rows[0]
}

let addresses = 0
const logIn = async ({ email }: Pick<User, 'email'>, password: string, from?: string) => {
  addresses += 1
  return asJSON<{ errors?: { code: string }[]; token?: string }>({
    body: { email, password },
    headers: { 'x-forwarded-for': from ?? `203.0.113.${addresses}` },
    url: `${desk.url}/api/users/login`,
  })
}

describe('the password of the system that a client moved in from', () => {
  it('signs in once by the old hash, and from then on by Payload’s', async () => {
    const client = await makeMoved()
    expect((await logIn(client, OLD)).status).toBe(200)
    const after = await stored(client)
    expect(after).toMatchObject({
      foreign_hash: null,
      hash: expect.stringMatching(/^pbkdf2-sha256-v1:/),
    })
    expect((await logIn(client, OLD)).status).toBe(200)
    expect(await stored(client)).toEqual(after)
    expect((await logIn(client, 'another')).status).toBe(401)
  })

  it('also by scrypt and SHA-1', async () => {
    const scrypt = crypto.scryptSync(OLD, 'salt', 64, { N: 1024, p: 1, r: 8 }).toString('base64')
    const sha1 = crypto.pbkdf2Sync(OLD, 'salt', 500, 20, 'sha1').toString('base64')
    for (const hash of [`scrypt$1024$salt$8$1$${scrypt}`, `pbkdf2_sha1$500$salt$${sha1}`]) {
      const client = await makeMoved(hash)
      expect((await logIn(client, 'wrong')).status).toBe(401)
      expect((await logIn(client, OLD)).status).toBe(200)
      expect((await stored(client)).foreign_hash).toBeNull()
    }
  })

  it('is refused when wrong as any other: counted, in the history, and locked out', async () => {
    const client = await makeMoved()
    const before = await stored(client)
    const known = await makeClient(desk.payload)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await logIn(client, 'wrong', '198.51.100.7')
      const other = await logIn(known, 'wrong', '198.51.100.8')
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual(other.body)
    }
    expect((await logIn(client, OLD, '198.51.100.7')).status).toBe(401)
    expect(await stored(client)).toEqual(before)
    const { rows } = await desk.sql.query(
      `select action from audit_log where document = $1 and action in ('login_failed', 'locked_out')`,
      [client.id],
    )
    expect(rows.map(({ action }) => action)).toContain('login_failed')
    expect(rows.map(({ action }) => action)).toContain('locked_out')
    // From elsewhere it works.
    expect((await logIn(client, OLD)).status).toBe(200)
  })

  it.each([
    [
      'of a kind that cannot be checked',
      'argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$aGFzaA',
    ],
    ['with too many rounds', hashOf(OLD).replace('$1000$', '$2000001$')],
    ['that is unusable', '!'],
  ])('a hash %s lets nobody in', async (_, hash) => {
    const client = await makeMoved(hash)
    for (const password of [OLD, '!', hash]) {
      expect((await logIn(client, password)).status).toBe(401)
    }
  })

  it('two sign-ins at the same time both work, and one of them replaces the hash', async () => {
    const client = await makeMoved()
    const answers = await Promise.all([1, 2, 3, 4].map(() => logIn(client, OLD)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await stored(client)).foreign_hash).toBeNull()
    const { rows } = await desk.sql.query(
      'select count(*)::int from users_sessions where _parent_id = $1',
      [client.id],
    )
    expect(rows[0].count).toBe(4)
  })

  it('does not let in when another password was set while it was checked', async () => {
    const client = await makeMoved()
    const derive = crypto.pbkdf2
    let isFirst = true
    vi.spyOn(crypto, 'pbkdf2').mockImplementation((...args) => {
      if (!isFirst) return derive(...args)
      isFirst = false
      void desk.sql
        .query(
          `update users set foreign_hash = null, hash = 'pbkdf2-sha256-v1:00', salt = 'x' where id = $1`,
          [client.id],
        )
        .then(() => derive(...args))
    })
    expect((await logIn(client, OLD)).status).toBe(401)
  })

  it('an account that is not active is not told apart until the password is right, and stays as it was', async () => {
    const client = await makeMoved()
    await desk.sql.query('update users set is_active = false where id = $1', [client.id])
    const before = await stored(client)
    expect((await logIn(client, 'wrong')).status).toBe(401)
    const answer = await logIn(client, OLD)
    expect(answer.body.errors?.[0]?.code).toBe('ACCOUNT_INACTIVE')
    expect(await stored(client)).toEqual(before)
  })
})

describe('the work for a wrong password', () => {
  it('is the same for accounts that are unknown, of the desk, or moved in with cheap and expensive hashes', async () => {
    const own = await makeClient(desk.payload)
    const cheap = await makeMoved(hashOf(OLD, 100))
    const pbkdf2 = vi.spyOn(crypto, 'pbkdf2')
    const work = async (email: string) => {
      pbkdf2.mockClear()
      expect((await logIn({ email }, 'wrong')).status).toBe(401)
      return pbkdf2.mock.calls.reduce((sum, [, , iterations]) => sum + iterations, 0)
    }
    const unknown = await work('nobody-at-all@desk.test')
    expect(unknown).toBe(EXPENSIVE)
    expect(await work(expensive.email)).toBe(unknown)
    expect(await work(own.email)).toBe(unknown)
    expect(await work(cheap.email)).toBe(unknown)
  })
})

describe('a foreign hash ends', () => {
  it('with a link that sets a password', async () => {
    const client = await makeMoved()
    const token = await makeResetLink(desk.payload, client)
    const answer = await asJSON({
      body: { password: PASSWORD, token },
      url: `${desk.url}/api/users/reset-password`,
    })
    expect(answer.status).toBe(200)
    expect((await stored(client)).foreign_hash).toBeNull()
    expect((await logIn(client, OLD)).status).toBe(401)
    expect((await logIn(client, PASSWORD)).status).toBe(200)
  })

  it.each([
    ['a password that staff set', { password: PASSWORD }],
    ['the end of the account’s access', { isActive: false }],
  ])('with %s', async (_, body) => {
    const client = await makeMoved()
    const headers = await signedIn(desk.payload, boss)
    const answer = await asJSON({
      body,
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(answer.status).toBe(200)
    expect((await stored(client)).foreign_hash).toBeNull()
  })

  it('not with any other edit, and the client proves itself by it to choose another password', async () => {
    const client = await makeMoved()
    const headers = await signedIn(desk.payload, client)
    const url = `${desk.url}/api/users/${client.id}`
    const before = await stored(client)
    expect((await asJSON({ body: { name: 'Ada' }, headers, method: 'PATCH', url })).status).toBe(
      200,
    )
    expect(await stored(client)).toEqual(before)
    const change = (currentPassword: string) =>
      asJSON({ body: { currentPassword, password: PASSWORD }, headers, method: 'PATCH', url })
    expect((await change('wrong')).status).toBe(403)
    expect((await change(OLD)).status).toBe(200)
    expect((await stored(client)).foreign_hash).toBeNull()
  })
})

describe('a foreign hash is nobody’s to read', () => {
  it('over REST and GraphQL, not as a filter, an order or a field, not even for superusers', async () => {
    const client = await makeMoved()
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    for (const user of [boss, staff, client]) {
      const headers = await signedIn(desk.payload, user)
      const one = await asJSON({ headers, url: `${desk.url}/api/users/${client.id}` })
      expect(one.status).toBe(200)
      expect(JSON.stringify(one.body)).not.toMatch(/foreignHash|pbkdf2/)
      for (const query of [
        'where[foreignHash][exists]=true',
        'where[foreignHash][like]=pbkdf2',
        'sort=foreignHash',
      ]) {
        const list = await asJSON<{ docs?: unknown[] }>({
          headers,
          url: `${desk.url}/api/users?${query}`,
        })
        expect(JSON.stringify(list.body)).not.toMatch(/pbkdf2/)
        if (query.startsWith('where')) expect(list.status).toBeGreaterThanOrEqual(400)
      }
      const answer = await graphQL({
        headers,
        query: `{ Users { docs { foreignHash } } }`,
        url: desk.url,
      })
      // The schema has hidden fields, and answers null.
      expect(JSON.stringify(answer.body)).not.toMatch(/pbkdf2/)
    }
  })

  it('and nobody’s to write', async () => {
    const client = await makeMoved()
    const before = await stored(client)
    const headers = await signedIn(desk.payload, boss)
    await asJSON({
      body: { foreignHash: hashOf('mine') },
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(await stored(client)).toEqual(before)
    expect(parseForeignHash(before.foreign_hash)).not.toBeNull()
  })
})
