import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
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

type Headers = Record<string, string>
type Change = {
  currentPassword?: string
  email?: string
  headers: Headers
  password?: string
  user: { id: string }
}

let desk: TestDesk
let boss: User
beforeAll(async () => {
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

const NEW = 'another long password'

const ofREST = ({ body, status }: { body: { errors?: { code?: string }[] }; status: number }) =>
  status === 200 ? 'changed' : (body.errors?.[0]?.code ?? String(status))

/** Every door by which a password is set, and its answer. */
const DOORS = {
  'bulk PATCH': async ({ headers, user, ...data }: Change) => {
    const answer = await asJSON<{ docs?: unknown[]; errors?: { code?: string }[] }>({
      body: data,
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users?where[id][equals]=${user.id}`,
    })
    return ofREST(answer)
  },
  GraphQL: async ({ headers, user, ...data }: Change) => {
    const { body } = await graphQL({
      headers,
      query: `mutation ($id: String!, $data: mutationUserUpdateInput!) {
        updateUser(id: $id, data: $data) { id currentPassword } }`,
      url: desk.url,
      variables: { data, id: user.id },
    })
    const [error] = body.errors ?? []
    if (error && 'extensions' in error) return (error.extensions as { code?: string }).code
    return error ? error.message : 'changed'
  },
  PATCH: async ({ headers, user, ...data }: Change) =>
    ofREST(
      await asJSON({
        body: data,
        headers,
        method: 'PATCH',
        url: `${desk.url}/api/users/${user.id}`,
      }),
    ),
} as const

const NAMES = ['bulk PATCH', 'GraphQL', 'PATCH'] as const satisfies (keyof typeof DOORS)[]

const canSignIn = (user: { email: string }, password: string) =>
  asJSON({ body: { email: user.email, password }, url: `${desk.url}/api/users/login` }).then(
    ({ status }) => status === 200,
  )

describe.each(NAMES)('a new password of one’s own by %s', (name) => {
  const set = DOORS[name]

  it('asks for the present one', async () => {
    const user = await (name === 'PATCH' ? makeClient(desk.payload) : makeStaff(desk.payload))
    const headers = await signedIn(desk.payload, user)
    const change = { headers, password: NEW, user }
    expect(await set(change)).toBe('PRESENT_PASSWORD_MISSING')
    expect(await set({ ...change, currentPassword: NEW })).toBe('PRESENT_PASSWORD_WRONG')
    expect(await canSignIn(user, PASSWORD)).toBe(true)
    expect(await set({ ...change, currentPassword: PASSWORD })).toBe('changed')
    expect(await canSignIn(user, NEW)).toBe(true)
  })

  it('needs none from those who set a client’s', async () => {
    const client = await makeClient(desk.payload)
    for (const who of [boss, await makeStaff(desk.payload, ['users.view', 'users.change'])]) {
      const headers = await signedIn(desk.payload, who)
      expect(await set({ headers, password: `${NEW} ${who.id}`, user: client })).toBe('changed')
    }
  })
})

describe.each(NAMES)('another e-mail of one’s own by %s', (name) => {
  const set = DOORS[name]
  let counter = 0
  const newEmail = () => {
    counter += 1
    return `moved-${name.replace(' ', '-')}-${counter}@desk.test`.toLowerCase()
  }

  it('asks for the present password: its links go there', async () => {
    const user = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const headers = await signedIn(desk.payload, user)
    const email = newEmail()
    const change = { email, headers, user }
    expect(await set(change)).toBe('PRESENT_PASSWORD_MISSING')
    expect(await set({ ...change, currentPassword: NEW })).toBe('PRESENT_PASSWORD_WRONG')
    expect(await canSignIn(user, PASSWORD)).toBe(true)
    expect(await set({ ...change, currentPassword: PASSWORD })).toBe('changed')
    expect(await canSignIn({ email }, PASSWORD)).toBe(true)
  })

  it('is left out, as ever, of what those send who may not change it', async () => {
    const client = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, client)
    expect(await set({ email: newEmail(), headers, user: client })).toBe('changed')
    expect(await canSignIn(client, PASSWORD)).toBe(true)
  })

  it('needs none where it stays, and none from those who change a client’s', async () => {
    const client = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, client)
    expect(await set({ email: client.email.toUpperCase(), headers, user: client })).toBe('changed')
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    for (const who of [boss, staff]) {
      const ofStaff = await signedIn(desk.payload, who)
      expect(await set({ email: newEmail(), headers: ofStaff, user: client })).toBe('changed')
    }
  })
})

describe('a new password of one’s own', () => {
  it('asks for the present one when a filter finds oneself among others', async () => {
    const headers = await signedIn(desk.payload, boss)
    const { body, status } = await asJSON<{ errors: { code: string }[] }>({
      body: { password: NEW },
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users?where[email][exists]=true`,
    })
    expect([status, body.errors[0]?.code]).toEqual([403, 'PRESENT_PASSWORD_MISSING'])
    expect(await canSignIn(boss, PASSWORD)).toBe(true)
  })

  it('is refused where nobody looked at the present one before', async () => {
    const { createLocalReq } = await import('payload')
    const user = { ...(await makeUser(desk.payload)), collection: 'users' as const }
    const req = await createLocalReq({ user }, desk.payload)
    req.payloadAPI = 'REST'
    await expect(
      desk.payload.update({
        collection: 'users',
        data: { password: NEW },
        id: user.id,
        overrideAccess: true,
        req,
      }),
    ).rejects.toMatchObject({ code: 'PRESENT_PASSWORD_MISSING' })
  })

  it('needs no present one for fifteen minutes after a link by mail', async () => {
    const client = await makeClient(desk.payload)
    const token = await makeResetLink(desk.payload, client)
    const { body } = await asJSON<{ token: string }>({
      body: { password: NEW, token },
      url: `${desk.url}/api/users/reset-password`,
    })
    const byLink = { headers: { authorization: `JWT ${body.token}` }, user: client }
    const headers = await signedIn(desk.payload, client)
    expect(await DOORS.PATCH({ headers, password: PASSWORD, user: client })).toBe(
      'PRESENT_PASSWORD_MISSING',
    )
    expect(await DOORS.PATCH({ ...byLink, password: PASSWORD })).toBe('changed')
    await desk.sql.query(`update password_links set used_at = used_at - interval '16 minutes'`)
    expect(await DOORS.PATCH({ ...byLink, password: NEW })).toBe('PRESENT_PASSWORD_MISSING')
  })

  it('is not guessed at an open session: five wrong ones are enough', async () => {
    const client = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, client)
    const guess = () =>
      DOORS.PATCH({ currentPassword: 'a guess', headers, password: NEW, user: client })
    const answers = new Set<string>()
    for (let attempt = 0; attempt < 8; attempt += 1) answers.add(await guess())
    expect([...answers]).toEqual(['PRESENT_PASSWORD_WRONG', 'TOO_MANY_REQUESTS'])
  })

  it('ends the links that are under way', async () => {
    const client = await makeClient(desk.payload)
    const token = await makeResetLink(desk.payload, client)
    const headers = await signedIn(desk.payload, client)
    const change = { currentPassword: PASSWORD, headers, password: NEW, user: client }
    expect(await DOORS.PATCH(change)).toBe('changed')
    const { status } = await asJSON({
      body: { password: PASSWORD, token },
      url: `${desk.url}/api/users/reset-password`,
    })
    expect(status).toBe(403)
  })
})

describe('the token of a session', () => {
  it('is shown to programs that sent it, and not to scripts beside a cookie', async () => {
    const client = await makeClient(desk.payload)
    const byHeader = await signedIn(desk.payload, client)
    const token = byHeader.authorization.slice('JWT '.length)
    const byCookie = { cookie: `payload-token=${token}` }
    const seenBy = async (headers: Headers) => {
      const me = await asJSON<{ user: { id: string } }>({
        headers,
        url: `${desk.url}/api/users/me`,
      })
      const query = '{ meUser { token user { id } } }'
      const asked = await graphQL<{ meUser: { token: unknown; user: { id: string } } }>({
        headers,
        query,
        url: desk.url,
      })
      expect([me.body.user.id, asked.body.data?.meUser.user.id]).toEqual([client.id, client.id])
      const refreshed = await asJSON({
        headers,
        method: 'POST',
        url: `${desk.url}/api/users/refresh-token`,
      })
      expect(refreshed.headers.get('set-cookie')).toMatch(/^payload-token=ey/)
      const again = await graphQL<{ refreshTokenUser: { exp: number } }>({
        headers,
        query: 'mutation { refreshTokenUser { exp refreshedToken } }',
        url: desk.url,
      })
      expect(again.body.data?.refreshTokenUser.exp).toBeGreaterThan(0)
      return [me, asked, refreshed, again].map(({ body }) => JSON.stringify(body).includes('"ey'))
    }
    expect(await seenBy(byHeader)).toEqual([true, true, true, true])
    expect(await seenBy(byCookie)).toEqual([false, false, false, false])
  })
})
