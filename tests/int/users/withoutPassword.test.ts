import crypto from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import {
  makeClient,
  makeResetLink,
  makeStaff,
  makeSuperuser,
  PASSWORD,
  signedIn,
} from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>
type NewUser = Record<string, unknown> & { email: string }
/** Everything that was answered, and the id of the account if there is one. */
type Made = { code: string; id: null | string; text: string }

let desk: TestDesk
const people = new Map<string, Headers>()

beforeAll(async () => {
  desk = await createTestDesk()
  const { payload } = desk
  const boss = await makeSuperuser(payload)
  people.set('a superuser', await signedIn(payload, boss))
  const adder = await makeStaff(payload, ['users.view', 'users.add'])
  people.set('staff with users.add', await signedIn(payload, adder))
  const other = await makeStaff(payload, ['users.view', 'users.change', 'users.delete'])
  people.set('staff without users.add', await signedIn(payload, other))
  people.set('a client', await signedIn(payload, await makeClient(payload)))
  people.set('nobody', {})
  const apiKey = crypto.randomUUID()
  const owner = await makeSuperuser(payload)
  await payload.update({
    collection: 'users',
    data: { apiKey, enableAPIKey: true },
    id: owner.id,
    overrideAccess: true,
  })
  people.set('an API key of a superuser', withAPIKey(apiKey))
})
afterAll(() => desk.stop())
afterEach(() => vi.restoreAllMocks())

type Answered = { doc?: { id?: string }; errors?: { code?: string }[] }

const madeBy = ({ body, status }: { body: Answered; status: number }): Made => ({
  code: body.errors?.[0]?.code ?? String(status),
  id: body.doc?.id ?? null,
  text: JSON.stringify(body),
})

/** Every door by which an account is created. */
const DOORS = {
  'a form of the admin': async (headers: Headers, data: NewUser) => {
    const form = new FormData()
    form.set('_payload', JSON.stringify(data))
    const url = `${desk.url}/api/users?depth=0`
    const answer = await fetch(url, { body: form, headers, method: 'POST' })
    return madeBy({ body: await answer.json(), status: answer.status })
  },
  GraphQL: async (headers: Headers, data: NewUser) => {
    const { body } = await graphQL<{ createUser?: { id: string } | null }>({
      headers,
      query: `mutation ($data: mutationUserInput!) {
        createUser(data: $data) { id email name label updatedAt } }`,
      url: desk.url,
      variables: { data },
    })
    const [error] = body.errors ?? []
    const code: unknown = Reflect.get(Object(Reflect.get(Object(error), 'extensions')), 'code')
    return {
      code: error ? String(code) : '201',
      id: body.data?.createUser?.id ?? null,
      text: JSON.stringify(body),
    }
  },
  REST: async (headers: Headers, data: NewUser) =>
    madeBy(await asJSON<Answered>({ body: data, headers, url: `${desk.url}/api/users` })),
} as const

const NAMES = ['a form of the admin', 'GraphQL', 'REST'] as const

let counter = 0
const newEmail = () => {
  counter += 1
  return `without-${counter}@clients.test`
}

const headersOf = (who: string): Headers => people.get(who) ?? {}

const rowsOf = async (email: string) => {
  const { rows } = await desk.sql.query<{ hash: null | string; id: string; is_staff: boolean }>(
    'select id, hash, is_staff from users where email = $1',
    [email],
  )
  return rows
}

const signIn = (email: string, password: unknown) =>
  asJSON({ body: { email, password }, url: `${desk.url}/api/users/login` }).then(
    ({ status }) => status,
  )

/** Which passwords are hashed from now on. */
const watchHashing = () => {
  const hashing = vi.spyOn(crypto, 'pbkdf2')
  return () => hashing.mock.calls.map(([password]) => String(password))
}

describe.each(NAMES)('an account created without a password by %s', (name) => {
  const create = DOORS[name]

  it.each([
    ['a superuser', true],
    ['staff with users.add', true],
    ['staff without users.add', false],
    ['a client', false],
    ['nobody', false],
    ['an API key of a superuser', false],
  ])('may be created by %s: %s', async (who, allowed) => {
    for (const password of [undefined, null, '']) {
      const email = newEmail()
      const data = password === undefined ? { email } : { email, password }
      const made = await create(headersOf(who), data)
      const rows = await rowsOf(email)
      expect(rows.length, made.text).toBe(allowed ? 1 : 0)
      expect(made.id).toBe(rows[0]?.id ?? null)
      expect(made.code).toEqual(allowed ? '201' : expect.stringMatching(/^[A-Z_]+$/))
    }
  })

  it('gets a password that is long, random, and never answered, kept or logged', async () => {
    const words: unknown[] = []
    for (const level of ['debug', 'error', 'fatal', 'info', 'trace', 'warn'] as const) {
      vi.spyOn(desk.payload.logger, level).mockImplementation((...said: unknown[]) => {
        words.push(...said)
      })
    }
    const hashed = watchHashing()
    const made = [
      await create(headersOf('a superuser'), { email: newEmail() }),
      await create(headersOf('a superuser'), { email: newEmail() }),
      // One that fails only after the password was made.
      await create(headersOf('a superuser'), { email: 'no address' }),
    ]
    const passwords = hashed()
    expect(made.map(({ id }) => id !== null)).toEqual([true, true, false])
    expect(new Set(passwords).size).toBe(2)
    const { rows } = await desk.sql.query('select to_jsonb(users) as row from users')
    const { rows: history } = await desk.sql.query(
      'select to_jsonb(audit_log) as row from audit_log',
    )
    const everything = JSON.stringify([made, rows, history, words])
    for (const password of passwords) {
      expect(password).toMatch(/^[\w-]{40,}$/)
      expect(everything).not.toContain(password)
    }
    expect(made.map(({ text }) => text).join()).not.toMatch(/"(?:password|hash|salt)"/)
  })

  it('lets nobody in until its owner sets a password by a link', async () => {
    const email = newEmail()
    const { id } = await create(headersOf('staff with users.add'), { email })
    for (const password of ['', 'null', 'undefined', 'a guessed password']) {
      expect(await signIn(email, password)).not.toBe(200)
    }
    const token = await makeResetLink(desk.payload, { id: id ?? '' })
    const reset = await asJSON({
      body: { password: PASSWORD, token },
      url: `${desk.url}/api/users/reset-password`,
    })
    expect(reset.status).toBe(200)
    expect(await signIn(email, PASSWORD)).toBe(200)
  })

  it('may be staff, if a superuser creates it', async () => {
    for (const [who, isStaff] of [
      ['a superuser', true],
      ['staff with users.add', false],
    ] as const) {
      const email = newEmail()
      await create(headersOf(who), { email, isStaff: true })
      expect(await rowsOf(email)).toMatchObject([{ is_staff: isStaff }])
    }
  })

  it('is still refused a password that is too short', async () => {
    for (const password of ['x', 'eleven char', ' ']) {
      const email = newEmail()
      const made = await create(headersOf('a superuser'), { email, password })
      expect(made.text).toContain('at least 12 characters')
      expect(await rowsOf(email)).toEqual([])
    }
    const email = newEmail()
    await create(headersOf('a superuser'), { email, password: PASSWORD })
    expect(await signIn(email, PASSWORD)).toBe(200)
  })

  it('is created once, of two at the same time', async () => {
    const email = newEmail()
    const made = await Promise.all([1, 2, 3].map(() => create(headersOf('a superuser'), { email })))
    expect(made.filter(({ id }) => id !== null)).toHaveLength(1)
    expect(await rowsOf(email)).toHaveLength(1)
  })

  it('waits its turn like all that is hashed', async () => {
    const busy = Array.from(
      { length: 14 },
      () =>
        new Promise<void>((done, fail) => {
          crypto.pbkdf2('x', 'y', 600_000, 64, 'sha256', (error) => (error ? fail(error) : done()))
        }),
    )
    const email = newEmail()
    const made = await create(headersOf('a superuser'), { email })
    expect(made.code).toBe('BUSY')
    await Promise.all(busy)
    expect(await rowsOf(email)).toEqual([])
    expect((await create(headersOf('a superuser'), { email })).id).not.toBeNull()
  })
})

describe('the desk itself', () => {
  it('creates accounts without a password, and its own object stays as it was', async () => {
    const data = Object.freeze({ email: newEmail() })
    const user = await desk.payload.create({ collection: 'users', data, overrideAccess: true })
    expect(data).toEqual({ email: user.email })
    expect(Object.keys(user)).not.toContain('password')
    expect(await rowsOf(user.email)).toMatchObject([{ hash: expect.stringMatching(/^pbkdf2-/) }])
  })
})
