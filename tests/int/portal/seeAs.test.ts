import { createLocalReq, executeAuthStrategies, type PayloadRequest } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isReadOnly } from '../../../src/access/readOnly'
import { openSession } from '../../../src/accounts/session'
import { actorOf } from '../../../src/audit/actor'
import type { User } from '../../../src/payload-types'
import { seeAsClient } from '../../../src/seeAs/seeAsClient'
import { VIEW_SECONDS, viewCookie } from '../../../src/seeAs/view'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

const RIGHTS = ['call-summaries.view', 'users.view'] as const

let desk: TestDesk
let client: User
let other: User

/** The cookie of a new session, as a browser has it, and the id of the session. */
const openFor = async ({ id }: { id: string }) => {
  const req = await createLocalReq({}, desk.payload)
  const session = await openSession(req, { action: 'logged_in', userID: id })
  return `payload-token=${session?.token}`
}

const cookie = (...cookies: string[]): Headers => ({ cookie: cookies.join('; ') })

/** The request of a page, as Next's pages make it from the headers. */
const pageReq = async (headers: Headers): Promise<PayloadRequest> => {
  const sent = new globalThis.Headers(headers)
  const { user } = await executeAuthStrategies({ headers: sent, payload: desk.payload })
  return createLocalReq({ req: { headers: sent }, user: user ?? undefined }, desk.payload)
}

/** Whose portal a page shows; `null`: nobody's. */
const seen = async (headers: Headers) =>
  (await seeAsClient({ req: await pageReq(headers) }))?.client.id ?? null

const post = async (
  path: string,
  { headers, values = {} }: { headers: Headers; values?: Headers },
) =>
  fetch(`${desk.url}/api/v1/portal/${path}`, {
    body: new URLSearchParams(values),
    headers,
    method: 'POST',
    redirect: 'manual',
  })

const start = (headers: Headers, id = client.id) =>
  post('see-as', { headers, values: { client: id } })

const codeOf = async (response: Response): Promise<unknown> => {
  const body: { errors?: { code?: unknown }[] } = Object(await response.json().catch(() => null))
  return body.errors?.[0]?.code
}

/** The cookie of a view that somebody started. */
const startedBy = async (session: string, id = client.id): Promise<string> => {
  const response = await start(cookie(session), id)
  expect(response.status).toBe(303)
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const newStaff = async (permissions: readonly (typeof RIGHTS)[number][] = RIGHTS) => {
  const staff = await makeStaff(desk.payload, permissions)
  return { session: await openFor(staff), staff }
}

const addCalls = async (id: string, count: number, isTest = false): Promise<void> => {
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, is_test)
     select gen_random_uuid(), $1, gen_random_uuid()::text, now(), $3 from generate_series(1, $2)`,
    [id, count, isTest],
  )
}

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { businessName: 'Bella Hair', timezone: 'Europe/Rome' })
  other = await makeClient(desk.payload)
  await addCalls(client.id, 3)
  await addCalls(client.id, 1, true)
  await addCalls(other.id, 2)
})
afterAll(() => desk.stop())

/**
 * Who may see as whom. Doors: `start` the button's form, `page` the portal's pages with a view of one's own,
 * `poll` the GET addresses of the portal. `null`: not as a client.
 */
const MATRIX = {
  anonymous: { page: false, start: 'UNAUTHORIZED' },
  client: { page: false, start: 'FORBIDDEN' },
  otherClient: { page: false, start: 'FORBIDDEN' },
  inactiveClient: { page: false, start: 'FORBIDDEN' },
  inactiveStaff: { page: false, start: 'FORBIDDEN' },
  staffWithoutGroup: { page: false, start: 'FORBIDDEN' },
  staffWithUsersView: { page: false, start: 'FORBIDDEN' },
  staffWithCallsView: { page: false, start: 'FORBIDDEN' },
  staffWithBoth: { page: true, start: null },
  superuser: { page: true, start: null },
  superuserByKey: { page: false, start: 'NOT_BY_KEY' },
} as const

type Role = keyof typeof MATRIX
const ROLES = Object.keys(MATRIX).filter((role): role is Role => role in MATRIX)

describe('who may see the portal as a client', () => {
  const headersOf = new Map<Role, Headers>()
  const userOf = new Map<Role, User>()
  const roleHeaders = (role: Role): Headers => headersOf.get(role) ?? {}

  beforeAll(async () => {
    const { payload } = desk
    const inactiveClient = await makeClient(payload)
    const inactiveStaff = await makeStaff(payload, RIGHTS)
    const people = {
      client,
      otherClient: other,
      inactiveClient,
      inactiveStaff,
      staffWithoutGroup: await makeStaff(payload),
      staffWithUsersView: await makeStaff(payload, ['users.view']),
      staffWithCallsView: await makeStaff(payload, ['call-summaries.view']),
      staffWithBoth: await makeStaff(payload, RIGHTS),
      superuser: await makeUser(payload, { isStaff: true, isSuperuser: true }),
    } satisfies Partial<Record<Role, User>>
    for (const role of ROLES) {
      if (!(role in people)) continue
      const user = people[role as keyof typeof people]
      userOf.set(role, user)
      headersOf.set(role, cookie(await openFor(user)))
    }
    // Behind the hooks, which would end the sessions: the rights alone must refuse.
    await desk.sql.query('update users set is_active = false where id = any($1)', [
      [inactiveClient.id, inactiveStaff.id],
    ])
    const apiKey = crypto.randomUUID()
    const byKey = await makeUser(payload, {
      apiKey,
      enableAPIKey: true,
      isStaff: true,
      isSuperuser: true,
    })
    userOf.set('superuserByKey', byKey)
    headersOf.set('superuserByKey', withAPIKey(apiKey))
  })

  describe.each(ROLES)('%s', (role) => {
    it('by the button', async () => {
      const response = await start(roleHeaders(role))
      const { start: refused } = MATRIX[role]
      if (refused === null) {
        expect(response.status).toBe(303)
        expect(response.headers.get('location')).toBe('/calls')
        expect(response.headers.get('set-cookie')).toMatch(
          /^desk-see-as=[\w-]+; Expires=[^;]+; Path=\/; HttpOnly=true; SameSite=Lax$/,
        )
        return
      }
      expect(await codeOf(response)).toBe(refused)
      expect(response.headers.get('set-cookie')).toBeNull()
    })

    it('in a page, even with a view in its own name', async () => {
      const headers = roleHeaders(role)
      const req = await pageReq(headers)
      const session = req.user && '_sid' in req.user ? String(req.user._sid) : 'none'
      const staff = userOf.get(role)?.id ?? crypto.randomUUID()
      const until = Date.now() + 60_000
      const view = viewCookie(req, { client: client.id, session, staff, until }).split(';')[0] ?? ''
      const withView = { ...headers, cookie: [headers.cookie, view].filter(Boolean).join('; ') }
      expect(await seen(withView)).toBe(MATRIX[role].page ? client.id : null)
      const seeing = await seeAsClient({ req: await pageReq(withView) })
      expect(isReadOnly({ user: seeing?.client ?? null })).toBe(MATRIX[role].page)
    })

    it('by nothing in the API, which knows only who is signed in', async () => {
      const headers = roleHeaders(role)
      const req = await pageReq(headers)
      const session = req.user && '_sid' in req.user ? String(req.user._sid) : 'none'
      const staff = userOf.get(role)?.id ?? crypto.randomUUID()
      const until = Date.now() + 60_000
      const view = viewCookie(req, { client: client.id, session, staff, until }).split(';')[0] ?? ''
      const withView = { ...headers, cookie: [headers.cookie, view].filter(Boolean).join('; ') }
      for (const path of ['users/me', 'users', 'call-summaries', `call-summaries/count`]) {
        const url = `${desk.url}/api/${path}?depth=0&limit=100&sort=id`
        const without = await asJSON({ headers, url })
        const withIt = await asJSON({ headers: withView, url })
        expect(withIt.status).toBe(without.status)
        expect(withIt.body).toEqual(without.body)
      }
    })
  })
})

describe('whom staff may see as', () => {
  it.each([
    ['nobody of that id', () => crypto.randomUUID(), 'NOT_FOUND'],
    ['what is no id', () => "' or true --", 'NOT_FOUND'],
    ['nobody', () => '', 'NOT_FOUND'],
    ['staff', async () => (await makeStaff(desk.payload)).id, 'CLIENTS_ONLY'],
    [
      'a superuser',
      async () => (await makeUser(desk.payload, { isSuperuser: true })).id,
      'CLIENTS_ONLY',
    ],
    [
      'an inactive client',
      async () => (await makeClient(desk.payload, { isActive: false })).id,
      'CLIENT_INACTIVE',
    ],
  ])('not as %s', async (_, idOf, code) => {
    const { session } = await newStaff()
    const response = await start(cookie(session), await idOf())
    expect(await codeOf(response)).toBe(code)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('not for a page of another site, neither starting nor ending', async () => {
    const { session } = await newStaff()
    for (const path of ['see-as', 'see-as/end']) {
      const headers = { ...cookie(session), origin: 'https://evil.example' }
      const response = await post(path, { headers, values: { client: client.id } })
      expect(await codeOf(response)).toBe('FOREIGN_ORIGIN')
      expect(response.headers.get('set-cookie')).toBeNull()
    }
  })
})

describe('what is seen', () => {
  const asSeen = async () => {
    const { session, staff } = await newStaff()
    const req = await pageReq(cookie(session, await startedBy(session)))
    const seeing = await seeAsClient({ req })
    if (!seeing) throw new Error('Nobody is seen')
    const reader = await pageReq({})
    reader.user = seeing.client
    return { reader, seeing, staff }
  }

  it('is what the client may read, and nothing that staff may read', async () => {
    const { reader, seeing, staff } = await asSeen()
    expect(seeing).toMatchObject({
      client: { businessName: 'Bella Hair' },
      staff: { id: staff.id },
    })
    const find = (collection: 'call-summaries' | 'users') =>
      desk.payload.find({ collection, depth: 0, overrideAccess: false, req: reader })
    expect((await find('call-summaries')).totalDocs).toBe(3)
    expect((await find('users')).docs.map(({ id }) => id)).toEqual([client.id])
    for (const collection of ['groups', 'webhook-deliveries', 'audit-log'] as const) {
      await expect(
        desk.payload.find({ collection, overrideAccess: false, req: reader }),
      ).rejects.toMatchObject({ status: 403 })
    }
  })

  it('has no token, no secret and no session of the client', async () => {
    const { reader, seeing } = await asSeen()
    const text = JSON.stringify(reader.user)
    expect(text).not.toContain('token-of-client')
    expect(seeing.client).not.toHaveProperty('_sid')
  })

  it('opens no session of the client and is no login', async () => {
    const fresh = await makeClient(desk.payload)
    const { session } = await newStaff()
    const view = await startedBy(session, fresh.id)
    expect(await seen(cookie(session, view))).toBe(fresh.id)
    const { rows } = await desk.sql.query(
      `select last_login as "lastLogin", (select count(*)::int from users_sessions where _parent_id = users.id) as sessions
       from users where id = $1`,
      [fresh.id],
    )
    expect(rows).toEqual([{ lastLogin: null, sessions: 0 }])
  })

  it('cannot be changed, not even past the rules', async () => {
    const { reader } = await asSeen()
    const { payload } = desk
    const refused = { code: 'READ_ONLY_VIEW', status: 403 }
    for (const overrideAccess of [false, true]) {
      const common = { overrideAccess, req: reader }
      await expect(
        payload.update({ ...common, collection: 'users', data: { name: 'x' }, id: client.id }),
      ).rejects.toMatchObject(refused)
      await expect(
        payload.create({
          ...common,
          collection: 'payload-preferences',
          data: { key: 'x', user: { relationTo: 'users', value: client.id }, value: {} },
        }),
      ).rejects.toMatchObject(overrideAccess ? refused : { status: expect.any(Number) })
    }
    await expect(
      payload.update({
        collection: 'users',
        data: { name: 'x' },
        overrideAccess: true,
        req: reader,
        where: { id: { equals: client.id } },
      }),
    ).resolves.toMatchObject({ docs: [] })
    await expect(
      payload.create({
        collection: 'api-keys',
        data: { name: 'x', user: client.id },
        overrideAccess: true,
        req: reader,
      }),
    ).rejects.toMatchObject(refused)
    await expect(
      payload.delete({
        collection: 'users',
        id: client.id,
        overrideAccess: true,
        req: reader,
      }),
    ).rejects.toMatchObject({ status: expect.any(Number) })
    const now = await payload.findByID({ collection: 'users', id: client.id })
    expect(now.name).toBe(client.name)
  })
})

describe('the history', () => {
  it('says who saw as which client, and that staff did what is done in the view', async () => {
    const { session, staff } = await newStaff()
    const view = await startedBy(session)
    const { rows } = await desk.sql.query(
      `select actor, actor_kind as kind, document, label from audit_log
       where action = 'seen_as_client' and actor = $1`,
      [staff.id],
    )
    expect(rows).toEqual([
      { actor: staff.id, document: client.id, kind: 'staff', label: 'Bella Hair' },
    ])
    const req = await pageReq(cookie(session, view))
    const seeing = await seeAsClient({ req })
    expect(actorOf({ payloadAPI: 'REST', user: seeing?.client ?? null })).toMatchObject({
      actor: staff.id,
      actorEmail: staff.email,
      actorKind: 'staff',
    })
  })
})

describe('a view ends', () => {
  it('by its button, which leads back to the client in the admin', async () => {
    const { session } = await newStaff()
    const view = await startedBy(session)
    const response = await post('see-as/end', { headers: cookie(session, view) })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/admin/collections/users/${client.id}`)
    expect(response.headers.get('set-cookie')).toMatch(/^desk-see-as=; Expires=/)
    const [, ends = ''] = /Expires=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? []
    expect(Date.parse(ends)).toBeLessThan(Date.now())
    const ofOther = await post('see-as/end', { headers: cookie(view) })
    expect(ofOther.headers.get('location')).toBe('/admin')
  })

  it.each([
    [
      'when the staff lose a right',
      async (staff: User) => {
        await desk.payload.update({ collection: 'users', data: { groups: [] }, id: staff.id })
      },
    ],
    [
      'when the group loses a right',
      async (staff: User) => {
        const { groups } = await desk.payload.findByID({
          collection: 'users',
          depth: 0,
          id: staff.id,
        })
        const [id] = groups ?? []
        await desk.payload.update({
          collection: 'groups',
          data: { permissions: ['users.view'] },
          id: String(id),
        })
      },
    ],
    [
      'when the staff are deactivated',
      async (staff: User) => {
        await desk.payload.update({ collection: 'users', data: { isActive: false }, id: staff.id })
      },
    ],
    [
      'when the staff become a client',
      async (staff: User) => {
        await desk.payload.update({ collection: 'users', data: { isStaff: false }, id: staff.id })
      },
    ],
    [
      'when the staff sign out',
      async (_: User, session: string) => {
        const url = `${desk.url}/api/users/logout`
        expect((await asJSON({ headers: cookie(session), method: 'POST', url })).status).toBe(200)
      },
    ],
    [
      'when the client is deactivated',
      async (_: User, __: string, seenClient: User) => {
        await desk.payload.update({
          collection: 'users',
          data: { isActive: false },
          id: seenClient.id,
        })
      },
    ],
    [
      'when the client becomes staff',
      async (_: User, __: string, seenClient: User) => {
        await desk.payload.update({
          collection: 'users',
          data: { isStaff: true },
          id: seenClient.id,
        })
      },
    ],
    [
      'when the client is deleted',
      async (_: User, __: string, seenClient: User) => {
        await desk.payload.delete({ collection: 'users', id: seenClient.id })
      },
    ],
  ])('%s', async (_, change) => {
    const { session, staff } = await newStaff()
    const whom = await makeClient(desk.payload)
    const headers = cookie(session, await startedBy(session, whom.id))
    expect(await seen(headers)).toBe(whom.id)
    await change(staff, session, whom)
    expect(await seen(headers)).toBeNull()
  })

  it('after half an hour, and never lasts longer', async () => {
    const { session, staff } = await newStaff()
    const req = await pageReq(cookie(session))
    const sid = req.user && '_sid' in req.user ? String(req.user._sid) : ''
    const until = (milliseconds: number) => {
      const view = { client: client.id, session: sid, staff: staff.id }
      const made = viewCookie(req, { ...view, until: Date.now() + milliseconds })
      return seen(cookie(session, made.split(';')[0] ?? ''))
    }
    expect(await until(60_000)).toBe(client.id)
    expect(await until(-1)).toBeNull()
    expect(await until((VIEW_SECONDS + 60) * 1000)).toBeNull()
  })

  it('with the session: not another one of the same staff, nor anybody else’s', async () => {
    const { session, staff } = await newStaff()
    const view = await startedBy(session)
    expect(await seen(cookie(await openFor(staff), view))).toBeNull()
    expect(await seen(cookie((await newStaff()).session, view))).toBeNull()
    expect(await seen(cookie(await openFor(client), view))).toBeNull()
    expect(await seen(cookie(view))).toBeNull()
  })

  it.each([
    ['changed', (view: string) => view.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['cut off', (view: string) => view.slice(0, -8)],
    ['empty', () => 'desk-see-as='],
    ['made up', () => `desk-see-as=${Buffer.from('{"client":"1"}').toString('base64url')}`],
  ])('where its cookie is %s', async (_, change) => {
    const { session } = await newStaff()
    const view = await startedBy(session)
    expect(await seen(cookie(session, change(view)))).toBeNull()
  })
})
