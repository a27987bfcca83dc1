import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestDesk } from '../../helpers/createTestDesk'
import {
  makeClient,
  makeResetLink,
  makeStaff,
  makeSuperuser,
  makeUser,
  PASSWORD,
  signedIn,
} from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'
import { openMailDesk } from './mailDesk'
import type { TestSMTP } from './smtpServer'

let desk: TestDesk
let smtp: TestSMTP
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ desk, smtp, stop } = await openMailDesk({
    // Whoever connects is a proxy that says where requests come from.
    TRUSTED_PROXIES: '127.0.0.1',
  }))
  await makeSuperuser(desk.payload)
})
afterAll(() => stop?.())

let addresses = 0
const newAddress = (): { 'x-forwarded-for': string } => {
  addresses += 1
  return { 'x-forwarded-for': `198.51.100.${addresses}` }
}

const NEW = 'another long password'

/** Every door by which a link is asked for, and whether it says that all is well. */
const ASK = {
  GraphQL: async (email: string, headers = newAddress()) => {
    const query = `mutation { forgotPasswordUser(email: "${email}") }`
    const { body } = await graphQL({ headers, query, url: desk.url })
    return { text: JSON.stringify(body), tooMany: JSON.stringify(body).includes('TOO_MANY') }
  },
  page: async (email: string, headers = newAddress()) => {
    const answer = await fetch(`${desk.url}/api/v1/portal/password`, {
      body: new URLSearchParams({ email }),
      headers,
      method: 'POST',
      redirect: 'manual',
    })
    // Back to the form, which says why.
    const to = answer.headers.get('location') ?? ''
    return { text: to, tooMany: to === '/password' }
  },
  REST: async (email: string, headers = newAddress()) => {
    const { body, status } = await asJSON({
      body: { email },
      headers,
      url: `${desk.url}/api/users/forgot-password`,
    })
    return { text: JSON.stringify(body), tooMany: status === 429 }
  },
} as const

type Use = { password?: string; token: string }

/** Every door by which a link is used, and whether it works. */
const USE = {
  GraphQL: async ({ password = NEW, token }: Use) => {
    const { body } = await graphQL<{ resetPasswordUser: { user: { id: string } } | null }>({
      headers: newAddress(),
      query: `mutation ($password: String, $token: String) {
        resetPasswordUser(password: $password, token: $token) { token user { id } } }`,
      url: desk.url,
      variables: { password, token },
    })
    return body.data?.resetPasswordUser?.user.id !== undefined
  },
  page: async ({ password = NEW, token }: Use) => {
    const { headers } = await fetch(`${desk.url}/api/v1/portal/password/set`, {
      body: new URLSearchParams({ password, token }),
      headers: newAddress(),
      method: 'POST',
      redirect: 'manual',
    })
    return headers.get('location') === '/calls'
  },
  REST: async ({ password = NEW, token }: Use) =>
    (
      await asJSON({
        body: { password, token },
        headers: newAddress(),
        url: `${desk.url}/api/users/reset-password`,
      })
    ).status === 200,
} as const

const NAMES = ['GraphQL', 'page', 'REST'] as const satisfies (keyof typeof USE)[]

const linksIn = (email: string): string[] =>
  smtp.received
    .filter(({ envelopeTo }) => envelopeTo.includes(email))
    .map(({ mail }) => /\/(?:password|reset)\/(\w+)/.exec(mail.text ?? '')?.[1] ?? 'no link')

const linksTo = (email: string, count: number): Promise<string[]> =>
  vi.waitFor(
    () => {
      const links = linksIn(email)
      expect(links).toHaveLength(count)
      return links
    },
    { timeout: 20_000 },
  )

const welcome = async (id: string): Promise<number> => {
  const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
  const { status } = await asJSON({
    body: { id },
    headers: await signedIn(desk.payload, staff),
    url: `${desk.url}/api/users/send-welcome`,
  })
  return status
}

describe.each(NAMES)('a link that is asked for by %s', (name) => {
  const ask = ASK[name]

  it('is sent to who has an account, and all get the same answer', async () => {
    const [client, inactive] = [
      await makeClient(desk.payload),
      await makeClient(desk.payload, { isActive: false }),
    ]
    const known = await ask(client.email)
    expect(await ask(`nobody-${name}@desk.test`)).toEqual(known)
    expect(await ask(inactive.email)).toEqual(known)
    const [token] = await linksTo(client.email, 1)
    expect(await USE[name]({ token: token ?? '' })).toBe(true)
    expect(linksIn(inactive.email)).toEqual([])
  })

  it('is refused to whoever asks too often, known or not', async () => {
    for (const email of [(await makeClient(desk.payload)).email, `often-${name}@desk.test`]) {
      const from = newAddress()
      await vi.waitFor(async () => expect((await ask(email, from)).tooMany).toBe(true), {
        timeout: 20_000,
      })
    }
  })
})

describe.each(NAMES)('a link that is used by %s', (name) => {
  const use = USE[name]

  it('works once, also when it is used twice at once', async () => {
    const client = await makeClient(desk.payload)
    const token = await makeResetLink(desk.payload, client)
    const uses = await Promise.all([use({ token }), use({ password: PASSWORD, token })])
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await use({ token })).toBe(false)
  })

  it('is not used up by a password that is too short', async () => {
    const token = await makeResetLink(desk.payload, await makeClient(desk.payload))
    expect(await use({ password: 'eleven char', token })).toBe(false)
    expect(await use({ token })).toBe(true)
  })

  it('works neither when it is over, nor made up, nor for who was switched off', async () => {
    const client = await makeClient(desk.payload)
    const [old, last] = [
      await makeResetLink(desk.payload, client),
      await makeResetLink(desk.payload, client),
    ]
    await desk.sql.query(
      `update password_links set expires_at = now() - interval '1 second' where token_hash = $1`,
      [createHash('sha256').update(old).digest('hex')],
    )
    const { rows } = await desk.sql.query(
      'select token_hash from password_links where user_id = $1',
      [client.id],
    )
    for (const token of [old, '', 'x', ...rows.map(({ token_hash }) => token_hash)]) {
      expect(await use({ token })).toBe(false)
    }
    await desk.payload.update({ collection: 'users', data: { isActive: false }, id: client.id })
    expect(await use({ token: last })).toBe(false)
    await desk.payload.update({ collection: 'users', data: { isActive: true }, id: client.id })
    expect(await use({ token: last })).toBe(false)
  })
})

describe('a link', () => {
  it('stands nowhere in the database as it is in the mail', async () => {
    const client = await makeClient(desk.payload)
    await ASK.REST(client.email)
    const [token = ''] = await linksTo(client.email, 1)
    expect(await welcome(client.id)).toBe(200)
    const all = await desk.sql.query(
      `select (select jsonb_agg(l)::text from password_links l) || (select jsonb_agg(u)::text from users u)
         || (select jsonb_agg(a)::text from audit_log a) as text`,
    )
    expect(all.rows[0].text).toContain(client.id)
    for (const each of await linksTo(client.email, 2)) {
      expect(each).toMatch(/^[0-9a-f]{64}$/)
      expect(all.rows[0].text).not.toContain(each)
    }
    expect(await USE.page({ token })).toBe(true)
  })

  it('of a welcome mail stays when a stranger asks for another', async () => {
    const client = await makeClient(desk.payload)
    await welcome(client.id)
    await ASK.REST(client.email)
    const [first = '', second = ''] = await linksTo(client.email, 2)
    const { rows } = await desk.sql.query(
      `select kind, expires_at > now() + interval '6 days' as long from password_links
       where user_id = $1 order by kind`,
      [client.id],
    )
    expect(rows).toEqual([
      { kind: 'reset', long: false },
      { kind: 'welcome', long: true },
    ])
    expect(await USE.page({ token: first })).toBe(true)
    // What leads to another password dies with the password.
    expect(await USE.page({ token: second })).toBe(false)
  })

  it('of two, used at once, sets one password', async () => {
    const client = await makeClient(desk.payload)
    const tokens = [
      await makeResetLink(desk.payload, client),
      await makeResetLink(desk.payload, client),
    ]
    const uses = await Promise.all(tokens.map((token) => USE.REST({ token })))
    expect(uses.filter(Boolean)).toHaveLength(1)
  })

  it('is mailed to one account three times an hour, whoever asks', async () => {
    const client = await makeClient(desk.payload)
    await Promise.all(Array.from({ length: 12 }, () => ASK.REST(client.email)))
    const links = await linksTo(client.email, 3)
    // Mails are sent one after another: when another account’s is there, so are all of these.
    const other = await makeUser(desk.payload)
    await ASK.REST(other.email)
    await linksTo(other.email, 1)
    expect(linksIn(client.email)).toEqual(links)
    expect(await USE.REST({ token: links[0] ?? '' })).toBe(true)
  })

  it('under way, of the version before, works on', async () => {
    const { down, up } = await import('../../../src/migrations/20261128_100000_password_links')
    const { createLocalReq } = await import('payload')
    const [client, late] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const migration = {
      db: desk.payload.db.drizzle,
      payload: desk.payload,
      req: await createLocalReq({}, desk.payload),
    }
    await down(migration)
    const token = 'a'.repeat(40)
    const give = `update users set reset_password_token = $1, reset_password_expiration = now() + $2::interval where id = $3`
    await desk.sql.query(give, [token, '6 days', client.id])
    await desk.sql.query(give, ['b'.repeat(40), '-1 minute', late.id])
    await up(migration)
    const { rows } = await desk.sql.query(
      'select count(reset_password_token)::int as clear from users',
    )
    expect(rows).toEqual([{ clear: 0 }])
    expect(await USE.page({ token: 'b'.repeat(40) })).toBe(false)
    expect(await USE.page({ token })).toBe(true)
    expect(await USE.page({ token })).toBe(false)
  })
})

describe('with one free connection', () => {
  it('people sign in, ask for a link and use it: nothing holds one and waits for another', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const token = await makeResetLink(desk.payload, client)
    const headers = await signedIn(desk.payload, staff)
    const { pool } = desk.payload.db
    const held = await Promise.all(
      Array.from({ length: pool.options.max - 1 }, () => pool.connect()),
    )
    try {
      expect(await USE.REST({ token })).toBe(true)
      await ASK.REST(client.email)
      await linksTo(client.email, 1)
      expect(await desk.login({ email: staff.email })).toBeDefined()
      const send = (path: string, body: object, method = 'POST') =>
        asJSON({ body, headers, method, url: `${desk.url}/api/users/${path}` })
      expect((await send('send-welcome', { id: client.id })).status).toBe(200)
      expect((await send('unlock', { email: client.email })).status).toBe(200)
      const own = { currentPassword: 'wrong one', password: NEW }
      // Without Payload's look at who else edits the document.
      const self = `${staff.id}?overrideLock=true`
      expect((await send(self, own, 'PATCH')).status).toBe(403)
      const right = { currentPassword: PASSWORD, password: NEW }
      expect((await send(self, right, 'PATCH')).status).toBe(200)
      expect((await send('', { email: 'made@desk.test', password: NEW })).status).toBe(403)
    } finally {
      for (const client of held) client.release()
    }
  })
})
